package io.github.tolokaconnect.connector.delivery;

import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.CATS_0;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.CATS_1;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.NOON;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.POOL_A;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.POOL_B;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.batch;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.task;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OperationIdsTest {
    private final OperationIds ids = OperationIds.of("labels");

    @Test
    void differsInEveryIngredient() {
        var id = ids.idOf(0, batch(CATS_0, POOL_A, 1, 2, 3), 1);

        var others = Stream.of(
                OperationIds.of("other").idOf(0, batch(CATS_0, POOL_A, 1, 2, 3), 1),
                ids.idOf(1, batch(CATS_0, POOL_A, 1, 2, 3), 1),
                ids.idOf(0, batch(CATS_0, POOL_A, 1, 2, 3), 2),
                ids.idOf(0, batch(CATS_0, POOL_B, 1, 2, 3), 1),
                ids.idOf(0, batch(CATS_1, POOL_A, 1, 2, 3), 1),
                ids.idOf(0, batch(new TopicPartition("dogs", 0), POOL_A, 1, 2, 3), 1),
                ids.idOf(0, batch(CATS_0, POOL_A, 1, 2), 1),
                ids.idOf(0, batch(CATS_0, POOL_A, 1, 3), 1),
                ids.idOf(0, batch(CATS_0, POOL_A, 1, 2, 3, 4), 1));

        assertThat(Stream.concat(Stream.of(id), others)).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void isTheSameForTheSameRecordsWhateverTheirPayloadAndTime() {
        var early = batch(CATS_0, POOL_A, 1, 2);
        var tasks = List.of(task(CATS_0, POOL_A, 1, 77), task(CATS_0, POOL_A, 2, 5));
        var late = new MicroBatch(CATS_0, POOL_A, tasks, 82, NOON.plusSeconds(9), NOON.plusSeconds(10));

        assertThat(OperationIds.of("labels").idOf(0, late, 1)).isEqualTo(ids.idOf(0, early, 1));
    }

    @Test
    void neverChangesFromReleaseToRelease() {
        assertThat(ids.idOf(0, batch(CATS_0, POOL_A, 7, 8, 9, 12, 20, 21), 1))
                .isEqualTo(UUID.fromString("552e0156-cbc9-542c-8338-dd7cdd741c5f"));
    }
}
