package io.github.tolokaconnect.connector.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.tolokaconnect.client.FieldError;
import io.github.tolokaconnect.client.Operation;
import io.github.tolokaconnect.client.OperationId;
import io.github.tolokaconnect.client.OperationStatus;
import io.github.tolokaconnect.client.PoolId;
import io.github.tolokaconnect.client.Problem;
import io.github.tolokaconnect.client.ProblemKind;
import io.github.tolokaconnect.connector.config.BatchingConfig;
import io.github.tolokaconnect.connector.config.PacingConfig.OnPoolError;
import io.github.tolokaconnect.connector.intake.Intake;
import io.github.tolokaconnect.connector.intake.Lineage;
import io.github.tolokaconnect.connector.intake.RecordOrigin;
import io.github.tolokaconnect.connector.intake.TaskItem;
import io.github.tolokaconnect.connector.journal.OffsetSet;
import io.github.tolokaconnect.events.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;

/** Tasks, micro-batches, answers and settings by the few things that matter about them. */
final class DeliveryFixture {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final TopicPartition CATS_0 = new TopicPartition("cats", 0);
    static final TopicPartition CATS_1 = new TopicPartition("cats", 1);
    static final PoolId POOL_A = new PoolId("A");
    static final PoolId POOL_B = new PoolId("B");
    static final Duration LINGER = Duration.ofSeconds(1);

    private DeliveryFixture() {}

    static RecordOrigin origin(TopicPartition partition, long offset) {
        return new RecordOrigin(partition, offset, null, null, null, Lineage.UNKNOWN);
    }

    static TaskItem task(TopicPartition partition, PoolId pool, long offset) {
        return task(partition, pool, offset, 10);
    }

    /** A task whose input values take {@code inputBytes}. */
    static TaskItem task(TopicPartition partition, PoolId pool, long offset, int inputBytes) {
        return task(partition, pool, offset, inputBytes, 0);
    }

    static TaskItem task(TopicPartition partition, PoolId pool, long offset, int inputBytes, int outputBytes) {
        var json = "{}".getBytes(UTF_8);
        return new TaskItem(
                origin(partition, offset),
                pool,
                json,
                new TaskItem.Cut(
                        new TaskItem.Span(1, 2),
                        TaskItem.Span.NONE,
                        TaskItem.Span.NONE,
                        new TaskItem.Span(0, inputBytes),
                        outputBytes),
                0,
                false);
    }

    static MicroBatch batch(TopicPartition partition, PoolId pool, long... offsets) {
        var tasks = new ArrayList<TaskItem>();
        for (long offset : offsets) {
            tasks.add(task(partition, pool, offset));
        }
        return new MicroBatch(partition, pool, tasks, 10 * offsets.length, NOON, NOON);
    }

    /** Limits of 3 tasks and 100 bytes a micro-batch, {@code maxInFlight} operations, and as many in one pool as said. */
    static BatchingConfig batching(int maxInFlight, int maxInFlightPerPool) {
        return new BatchingConfig(3, 100, LINGER, maxInFlight, maxInFlightPerPool, 1_000, 1_000_000);
    }

    /**
     * Polls every second, backs off for as many seconds as there were failures, is stuck after a minute, tries tasks three times
     * and trusts the platform to remember operation ids for a day.
     */
    static Policy policy(OnPoolError onPoolError) {
        return new Policy(
                poll -> Duration.ofSeconds(1),
                Duration::ofSeconds,
                Duration.ofMinutes(1),
                onPoolError,
                3,
                Duration.ofDays(1));
    }

    /** A record that is refused before a request. */
    static Intake.Refused refused(TopicPartition partition, long offset) {
        var why = List.of(io.github.tolokaconnect.events.FieldError.of(null, null, "JSON_EXPECTED", null));
        return new Intake.Refused(origin(partition, offset), null, Stage.MAPPING, why, new byte[9], false);
    }

    static Intake.Accepted accepted(TopicPartition partition, PoolId pool, long offset) {
        return new Intake.Accepted(task(partition, pool, offset));
    }

    /** A topic of offsets 0 to 999, which the consumer group reads from there on. */
    static SourceLog readFrom(long committed) {
        return new SourceLog("topic-1", 0L, 1_000L, new SourceLog.Group(true, committed));
    }

    /** A topic of offsets 0 to 999, of which the consumer group has committed nothing. */
    static SourceLog withoutGroupOffset() {
        return new SourceLog("topic-1", 0L, 1_000L, new SourceLog.Group(true, null));
    }

    /** What the log of an operation says: so many tasks, and records that were not created for a reason that may pass. */
    record FoundInLog(int created, OffsetSet retriable) implements Findings {}

    static Findings created(int tasks) {
        return new FoundInLog(tasks, OffsetSet.EMPTY);
    }

    static Operation operation(UUID id, OperationStatus status) {
        return new Operation(OperationId.of(id), "TASK.BATCH_CREATE", status, null, null, null, null, null, null);
    }

    static Problem problem(ProblemKind kind) {
        return new Problem(400, kind.name(), "", "request-1", kind, List.of(), Map.of());
    }

    static Problem problemAt(int index) {
        return new Problem(
                400,
                "VALIDATION_ERROR",
                "",
                "request-1",
                ProblemKind.VALIDATION,
                List.of(),
                Map.of(index, List.of(new FieldError("overlap", "VALUE_REQUIRED", null, List.of()))));
    }
}
