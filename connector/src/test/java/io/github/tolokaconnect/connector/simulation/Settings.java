package io.github.tolokaconnect.connector.simulation;

import io.github.tolokaconnect.client.Pacing;
import io.github.tolokaconnect.client.PacingLimits;
import io.github.tolokaconnect.client.PoolId;
import io.github.tolokaconnect.connector.config.BatchingConfig;
import io.github.tolokaconnect.connector.config.DeliveryConfig.OnOffsetRegression;
import io.github.tolokaconnect.connector.config.PacingConfig.OnPoolError;
import io.github.tolokaconnect.connector.delivery.Delivery;
import io.github.tolokaconnect.connector.delivery.OperationIds;
import io.github.tolokaconnect.connector.delivery.Policy;
import io.github.tolokaconnect.connector.intake.Intake;
import io.github.tolokaconnect.connector.intake.Lineage;
import io.github.tolokaconnect.connector.intake.RecordOrigin;
import io.github.tolokaconnect.connector.intake.TaskItem;
import io.github.tolokaconnect.events.FieldError;
import io.github.tolokaconnect.events.Stage;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;

/**
 * The configuration of a sink task; another one may follow at every restart.
 *
 * @param poolShift which pool a record goes to
 * @param closedPool a pool to which no record may go, or -1
 * @param attempts most tries of tasks whose operation failed
 */
record Settings(int batchSize, Duration linger, int inFlight, int poolShift, int closedPool, int attempts) {
    /** How long the platform is trusted to remember an operation. */
    static final Duration ID_MEMORY = Duration.ofDays(7);

    static final Settings DEFAULT = new Settings(4, Duration.ofMillis(200), 4, 0, -1, 3);

    private static final int POOLS = 3;
    private static final int BYTES_OF_A_TASK = 10;

    static Settings of(SplittableRandom dice) {
        return new Settings(
                1 + dice.nextInt(6),
                Duration.ofMillis(dice.nextInt(600)),
                1 + dice.nextInt(5),
                dice.nextInt(POOLS),
                dice.nextInt(3 * POOLS) - 2 * POOLS,
                1 + dice.nextInt(4));
    }

    Settings withBatchSize(int size) {
        return new Settings(size, linger, inFlight, poolShift, closedPool, attempts);
    }

    Settings withClosedPool(int pool) {
        return new Settings(batchSize, linger, inFlight, poolShift, pool, attempts);
    }

    Settings withPoolShift(int shift) {
        return new Settings(batchSize, linger, inFlight, shift, closedPool, attempts);
    }

    /** A sink task with this configuration. */
    Delivery delivery(boolean hasJournal, LongSupplier nanos) {
        var batching = new BatchingConfig(batchSize, 10_000, linger, inFlight, Math.min(inFlight, 2), 40, 1_000_000);
        var policy = new Policy(
                poll -> Duration.ofMillis(300),
                failures -> Duration.ofMillis(200L * Math.min(failures, 8)),
                Duration.ofSeconds(20),
                OnPoolError.PAUSE,
                attempts,
                ID_MEMORY);
        var pacing = Pacing.of(new PacingLimits(60, 12_000, 1_000_000), nanos);
        return new Delivery(new Delivery.Setup(
                batching, policy, pacing, OperationIds.of("labels"), -1, hasJournal ? OnOffsetRegression.SKIP : null));
    }

    /** Whether the sink task refuses a task because of where it would go. */
    boolean refuses(long offset) {
        return pool(offset) == closedPool;
    }

    private int pool(long offset) {
        return Math.floorMod(offset / 2 + poolShift, POOLS);
    }

    /** What the sink task makes of a record. */
    Intake read(TopicPartition partition, long offset, RecordKind kind) {
        var origin = new RecordOrigin(partition, offset, null, null, null, Lineage.UNKNOWN);
        if (kind == RecordKind.SKIPPED) {
            return new Intake.Skipped(origin);
        }
        if (kind == RecordKind.REFUSED || refuses(offset)) {
            var why = FieldError.of("input_values", "/input_values", "VALUE_REQUIRED", null);
            return new Intake.Refused(origin, null, Stage.LOCAL_VALIDATION, List.of(why), new byte[2], true);
        }
        var pool = new PoolId("p" + pool(offset));
        var cut = new TaskItem.Cut(
                new TaskItem.Span(1, 2),
                TaskItem.Span.NONE,
                TaskItem.Span.NONE,
                new TaskItem.Span(0, BYTES_OF_A_TASK),
                0);
        return new Intake.Accepted(new TaskItem(origin, pool, new byte[2], cut, 0, false));
    }
}
