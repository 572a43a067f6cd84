package io.github.tolokaconnect.connector.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * How an operation is started and followed.
 *
 * @param async whether tasks are created by asynchronous operations; otherwise each request answers with its tasks
 * @param skipInvalidItems whether valid tasks are created although others of the micro-batch are not
 * @param pollInterval first wait before an operation is read again
 * @param maxPollInterval the wait to which it grows
 * @param stuckAfter age at which an operation is announced as stuck; it is followed further
 */
public record OperationConfig(
        boolean async, boolean skipInvalidItems, Duration pollInterval, Duration maxPollInterval, Duration stuckAfter) {

    static final String MODE = "operation.mode";
    static final String SKIP_INVALID = "operation.skip.invalid.items";
    static final String POLL = "operation.poll.ms";
    static final String POLL_MAX = "operation.poll.max.ms";
    static final String STUCK_AFTER = "operation.stuck.after.ms";

    static final String SYNC = "sync";
    private static final List<String> MODES = List.of("async", SYNC);

    static void define(ConfigDef definition) {
        new KeyGroup(definition, "Operations")
                .key(
                        MODE,
                        Type.STRING,
                        "async",
                        Allowed.oneOf(MODES),
                        HIGH,
                        "Kind of request",
                        "'async' starts an operation and follows it; repeating its request creates nothing twice. 'sync' takes the"
                                + " tasks from the request's own answer: at most 5000 tasks a request, and a request whose answer is"
                                + " lost is sent again and may create its tasks again, so it needs delivery.mode=at_least_once.",
                        Allowed.recommend(MODES))
                .key(
                        SKIP_INVALID,
                        Type.BOOLEAN,
                        true,
                        null,
                        HIGH,
                        "Skip invalid tasks",
                        "Whether the valid tasks of a micro-batch are created when others are invalid. 'false' refuses the whole"
                                + " micro-batch; its valid tasks are reported with the role COLLATERAL.")
                .key(
                        POLL,
                        Type.LONG,
                        500L,
                        Allowed.between(10, 3_600_000),
                        LOW,
                        "First poll",
                        "Wait before an operation is read for the first time, in milliseconds. Later waits grow by half.")
                .key(
                        POLL_MAX,
                        Type.LONG,
                        30_000L,
                        Allowed.between(10, 3_600_000),
                        LOW,
                        "Longest poll",
                        "Longest wait between two reads of an operation, in milliseconds.")
                .key(
                        STUCK_AFTER,
                        Type.LONG,
                        3_600_000L,
                        Allowed.atLeast(1_000),
                        MEDIUM,
                        "Stuck after",
                        "Age at which an unfinished operation is announced once as STUCK, in milliseconds. It is followed further"
                                + " and never sent again.");
    }

    static OperationConfig from(AbstractConfig config) {
        return new OperationConfig(
                !config.getString(MODE).equals(SYNC),
                config.getBoolean(SKIP_INVALID),
                Duration.ofMillis(config.getLong(POLL)),
                Duration.ofMillis(config.getLong(POLL_MAX)),
                Duration.ofMillis(config.getLong(STUCK_AFTER)));
    }
}
