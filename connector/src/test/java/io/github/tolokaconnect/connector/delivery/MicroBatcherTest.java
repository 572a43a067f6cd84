package io.github.tolokaconnect.connector.delivery;

import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.CATS_0;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.CATS_1;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.LINGER;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.NOON;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.POOL_A;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.POOL_B;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.batching;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.connector.config.BatchingConfig;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MicroBatcherTest {
    private final MicroBatcher batcher = new MicroBatcher(batching(8, 4));
    private final List<MicroBatch> closed = new ArrayList<>();

    @Test
    void closesWhenFullByCount() {
        batcher.add(task(CATS_0, POOL_A, 1), NOON, closed::add);
        batcher.add(task(CATS_0, POOL_A, 2), NOON, closed::add);
        assertThat(closed).isEmpty();

        batcher.add(task(CATS_0, POOL_A, 5), NOON.plusMillis(3), closed::add);

        assertThat(closed).hasSize(1);
        assertThat(closed.get(0)).hasToString("cats-0@1-5 pool=A tasks=3");
        assertThat(closed.get(0).inputBytes()).isEqualTo(30);
        assertThat(closed.get(0).openedAt()).isEqualTo(NOON);
        assertThat(closed.get(0).closedAt()).isEqualTo(NOON.plusMillis(3));
        assertThat(batcher.nextDue()).isEmpty();
    }

    @Test
    void closesBeforeATaskThatWouldExceedTheBytes() {
        batcher.add(task(CATS_0, POOL_A, 1, 60), NOON, closed::add);
        batcher.add(task(CATS_0, POOL_A, 2, 40), NOON, closed::add);
        assertThat(closed).isEmpty();

        batcher.add(task(CATS_0, POOL_A, 3, 1), NOON, closed::add);

        assertThat(closed).extracting(MicroBatch::lastOffset).containsExactly(2L);
        assertThat(closed.get(0).inputBytes()).isEqualTo(100);
    }

    @Test
    void closesBeforeATaskWhoseOutputValuesWouldExceedTheApisLimit() {
        batcher.add(task(CATS_0, POOL_A, 1, 1, BatchingConfig.API_MAX_OUTPUT_BYTES - 1), NOON, closed::add);
        batcher.add(task(CATS_0, POOL_A, 2, 1, 1), NOON, closed::add);
        assertThat(closed).isEmpty();

        batcher.add(task(CATS_0, POOL_A, 3, 1, 1), NOON, closed::add);

        assertThat(closed).extracting(MicroBatch::lastOffset).containsExactly(2L);
    }

    @Test
    void keepsPoolsAndTopicPartitionsApart() {
        batcher.add(task(CATS_0, POOL_A, 1), NOON, closed::add);
        batcher.add(task(CATS_0, POOL_B, 2), NOON, closed::add);
        batcher.add(task(CATS_1, POOL_A, 1), NOON, closed::add);

        batcher.closeDue(NOON.plus(LINGER), pool -> true, closed::add);

        assertThat(closed)
                .extracting(MicroBatch::toString)
                .containsExactly("cats-0@1-1 pool=A tasks=1", "cats-0@2-2 pool=B tasks=1", "cats-1@1-1 pool=A tasks=1");
    }

    @Test
    void closesAfterTheLingerTimeOfItsFirstTaskAndNotBefore() {
        batcher.add(task(CATS_0, POOL_A, 1), NOON, closed::add);
        batcher.add(task(CATS_0, POOL_A, 2), NOON.plusMillis(900), closed::add);
        assertThat(batcher.nextDue()).contains(NOON.plus(LINGER));

        batcher.closeDue(NOON.plus(LINGER).minusNanos(1), pool -> true, closed::add);
        assertThat(closed).isEmpty();

        batcher.closeDue(NOON.plus(LINGER), pool -> true, closed::add);
        assertThat(closed).extracting(MicroBatch::size).containsExactly(2);
    }

    @Test
    void growsWhileItsPoolHasNoRoom() {
        batcher.add(task(CATS_0, POOL_A, 1), NOON, closed::add);
        batcher.add(task(CATS_0, POOL_B, 2), NOON, closed::add);

        batcher.closeDue(NOON.plusSeconds(5), pool -> pool.equals(POOL_B), closed::add);
        batcher.add(task(CATS_0, POOL_A, 3), NOON.plusSeconds(5), closed::add);
        batcher.closeDue(NOON.plusSeconds(6), pool -> true, closed::add);

        assertThat(closed)
                .extracting(MicroBatch::toString)
                .containsExactly("cats-0@2-2 pool=B tasks=1", "cats-0@1-3 pool=A tasks=2");
    }

    @Test
    void forgetsATopicPartitionAndNoOther() {
        batcher.add(task(CATS_0, POOL_A, 1), NOON, closed::add);
        batcher.add(task(CATS_0, POOL_B, 2), NOON, closed::add);
        batcher.add(task(CATS_1, POOL_A, 1), NOON, closed::add);

        var forgotten = batcher.forget(CATS_0);

        assertThat(forgotten).extracting(task -> task.origin().offset()).containsExactly(1L, 2L);
        batcher.closeDue(NOON.plus(LINGER), pool -> true, closed::add);
        assertThat(closed).extracting(MicroBatch::topicPartition).containsExactly(CATS_1);
    }
}
