package io.github.tolokaconnect.connector.delivery;

import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.LINGER;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.NOON;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.batching;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.client.PoolId;
import io.github.tolokaconnect.connector.intake.TaskItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.common.TopicPartition;

class MicroBatcherLawsTest {
    private static final int MAX_TASKS = 3;
    private static final int MAX_BYTES = 100;

    /** A task some time after the one before; {@code isTick} also lets due micro-batches close. */
    record Step(int partition, int pool, int bytes, int millis, boolean isTick) {}

    private record Lane(TopicPartition partition, PoolId pool) {}

    @Provide
    Arbitrary<Step> steps() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(1, MAX_BYTES),
                        Arbitraries.integers().between(0, 700),
                        Arbitraries.of(true, false))
                .as(Step::new);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void everyTaskComesOutOnceInOrderWithinTheLimits(@ForAll @Size(max = 60) List<@From("steps") Step> steps) {
        var batcher = new MicroBatcher(batching(8, 4));
        var closed = new ArrayList<MicroBatch>();
        var taken = new HashMap<Lane, List<TaskItem>>();
        var now = NOON;

        long offset = 0;
        for (Step step : steps) {
            now = now.plusMillis(step.millis);
            var task =
                    task(new TopicPartition("cats", step.partition), new PoolId("p" + step.pool), offset++, step.bytes);
            taken.computeIfAbsent(lane(task), lane -> new ArrayList<>()).add(task);
            batcher.add(task, now, closed::add);
            if (step.isTick) {
                batcher.closeDue(now, pool -> true, closed::add);
            }
        }
        batcher.closeDue(now.plus(LINGER), pool -> true, closed::add);

        assertThat(byLane(closed)).isEqualTo(taken);
        assertThat(closed).allSatisfy(batch -> {
            assertThat(batch.size()).isBetween(1, MAX_TASKS);
            assertThat(batch.inputBytes()).isBetween(1, MAX_BYTES);
            assertThat(batch.inputBytes())
                    .isEqualTo(batch.tasks().stream()
                            .mapToInt(TaskItem::inputBytes)
                            .sum());
        });
        assertThat(batcher.nextDue()).isEmpty();
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void nothingClosesWithoutAReason(@ForAll @Size(max = 60) List<@From("steps") Step> steps) {
        var batcher = new MicroBatcher(batching(8, 4));
        var now = NOON;

        long offset = 0;
        for (Step step : steps) {
            now = now.plusMillis(step.millis);
            var task =
                    task(new TopicPartition("cats", step.partition), new PoolId("p" + step.pool), offset++, step.bytes);
            var cause = new Cause(task, now);
            batcher.add(task, now, cause::mustExplain);
            if (step.isTick) {
                batcher.closeDue(now, pool -> true, cause::mustBeDue);
            }
        }
    }

    private record Cause(TaskItem task, Instant now) {
        void mustExplain(MicroBatch batch) {
            boolean isFull = batch.size() == MAX_TASKS;
            boolean hasNoSpace = batch.inputBytes() + task.inputBytes() > MAX_BYTES;
            assertThat(isFull || hasNoSpace).as(batch.toString()).isTrue();
        }

        void mustBeDue(MicroBatch batch) {
            assertThat(batch.openedAt().plus(LINGER)).isBeforeOrEqualTo(now);
        }
    }

    private static Lane lane(TaskItem task) {
        return new Lane(task.origin().topicPartition(), task.pool());
    }

    private static Map<Lane, List<TaskItem>> byLane(List<MicroBatch> batches) {
        return batches.stream()
                .flatMap(batch -> batch.tasks().stream())
                .collect(Collectors.groupingBy(MicroBatcherLawsTest::lane));
    }
}
