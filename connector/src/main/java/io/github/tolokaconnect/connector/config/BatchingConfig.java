package io.github.tolokaconnect.connector.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;

import java.time.Duration;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * What goes together in one operation, and how much may wait in memory.
 *
 * @param maxTasks most tasks of a micro-batch
 * @param maxInputBytes most bytes of {@code input_values} of a micro-batch
 * @param linger longest time that an open micro-batch waits for more records
 * @param maxInFlight most operations in flight of a sink task
 * @param maxInFlightPerPool most operations in flight of a sink task in one pool
 * @param maxBufferedRecords records held at which partitions are paused
 * @param maxBufferedBytes bytes held at which partitions are paused
 */
public record BatchingConfig(
        int maxTasks,
        int maxInputBytes,
        Duration linger,
        int maxInFlight,
        int maxInFlightPerPool,
        int maxBufferedRecords,
        long maxBufferedBytes) {

    /** Largest total size of all {@code input_values} of one request, in bytes of UTF-8 JSON (API reference, POST /tasks). */
    public static final int API_MAX_INPUT_BYTES = 1_048_576;
    /** Largest total size of all {@code output_values} of one request, in bytes of UTF-8 JSON (API reference, POST /tasks). */
    public static final int API_MAX_OUTPUT_BYTES = 4_194_304;
    /** Most tasks of one synchronous request (API reference, POST /tasks). */
    public static final int API_MAX_SYNC_TASKS = 5_000;

    static final String BATCH_SIZE = "batch.size";
    static final String BATCH_BYTES = "batch.max.bytes";
    static final String LINGER = "linger.ms";
    static final String IN_FLIGHT = "max.in.flight.operations";
    static final String IN_FLIGHT_PER_POOL = "max.in.flight.operations.per.pool";
    static final String BUFFERED_RECORDS = "max.buffered.records";
    static final String BUFFERED_BYTES = "max.buffered.bytes";

    static void define(ConfigDef definition) {
        var group = new KeyGroup(definition, "Batching");
        defineMicroBatches(group);
        defineBuffers(group);
    }

    private static void defineMicroBatches(KeyGroup group) {
        group.key(
                        BATCH_SIZE,
                        Type.INT,
                        1_000,
                        Allowed.between(1, 10_000),
                        MEDIUM,
                        "Tasks per operation",
                        "Most tasks in one micro-batch, which becomes one operation. At most 5000 with operation.mode=sync.")
                .key(
                        BATCH_BYTES,
                        Type.INT,
                        1_000_000,
                        Allowed.between(1_024, API_MAX_INPUT_BYTES),
                        MEDIUM,
                        "Input bytes per operation",
                        "Most bytes of input_values, as UTF-8 JSON, in one micro-batch. The API allows 1048576.")
                .key(
                        LINGER,
                        Type.LONG,
                        1_000L,
                        Allowed.between(0, 3_600_000),
                        MEDIUM,
                        "Linger",
                        "How long an open micro-batch waits for more records, in milliseconds.");
    }

    private static void defineBuffers(KeyGroup group) {
        group.key(
                        IN_FLIGHT,
                        Type.INT,
                        8,
                        Allowed.between(1, 1_000),
                        MEDIUM,
                        "Operations in flight",
                        "Most operations that one sink task has under way at a time.")
                .key(
                        IN_FLIGHT_PER_POOL,
                        Type.INT,
                        4,
                        Allowed.between(1, 1_000),
                        LOW,
                        "Operations in flight per pool",
                        "Most operations that one sink task has under way in one pool at a time, so that a slow pool leaves room"
                                + " for the others.")
                .key(
                        BUFFERED_RECORDS,
                        Type.INT,
                        50_000,
                        Allowed.between(1, 10_000_000),
                        LOW,
                        "Buffered records",
                        "Records held by one sink task, in flight included, at which its partitions are paused. They resume at"
                                + " half of it.")
                .key(
                        BUFFERED_BYTES,
                        Type.LONG,
                        67_108_864L,
                        Allowed.atLeast(1_048_576),
                        LOW,
                        "Buffered bytes",
                        "Bytes of record values held by one sink task, in flight included, at which its partitions are paused."
                                + " They resume at half of it.");
    }

    static BatchingConfig from(AbstractConfig config) {
        return new BatchingConfig(
                config.getInt(BATCH_SIZE),
                config.getInt(BATCH_BYTES),
                Duration.ofMillis(config.getLong(LINGER)),
                config.getInt(IN_FLIGHT),
                config.getInt(IN_FLIGHT_PER_POOL),
                config.getInt(BUFFERED_RECORDS),
                config.getLong(BUFFERED_BYTES));
    }

    /** The same with micro-batches of at most {@code tasks} tasks, because nothing larger could ever be granted. */
    public BatchingConfig withMaxTasks(int tasks) {
        return new BatchingConfig(
                tasks, maxInputBytes, linger, maxInFlight, maxInFlightPerPool, maxBufferedRecords, maxBufferedBytes);
    }
}
