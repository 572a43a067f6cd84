package io.github.tolokaconnect.streams;

import io.github.tolokaconnect.streams.alerts.AlertSettings;
import io.github.tolokaconnect.streams.select.SelectSettings;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;

/** The configuration keys that are not Kafka's own. */
final class AppKeys {

    static final String STATE_MEMORY = "state.memory.bytes";
    static final String RETENTION = "operations.retention.ms";
    static final String DEDUP_RETENTION = "select.dedup.retention.ms";
    static final String ITEMS_RETENTION = "items.retention.ms";
    static final String PRINT_OPERATIONS = "print.operations";

    /** Beginnings of keys that can only be ours, so that a misspelt one is an error instead of being ignored. */
    static final List<String> PREFIXES = List.of(
            "http.", "topics.", "operations.", "print.", "state.memory", "select.", "items.", "repair.", "alert.");

    private static final long DEFAULT_STATE_MEMORY = 256L * 1024 * 1024;
    private static final long MIN_STATE_MEMORY = 32L * 1024 * 1024;

    private AppKeys() {}

    static ConfigDef definition() {
        ConfigDef definition = new ConfigDef();
        HttpConfig.define(definition);
        definition
                .define(
                        STATE_MEMORY,
                        ConfigDef.Type.LONG,
                        DEFAULT_STATE_MEMORY,
                        Range.atLeast(MIN_STATE_MEMORY),
                        Importance.MEDIUM,
                        "Memory outside of the heap that the stores may take together, in bytes.")
                .define(
                        RETENTION,
                        ConfigDef.Type.LONG,
                        Duration.ofDays(35).toMillis(),
                        Range.atLeast(Duration.ofMinutes(1).toMillis()),
                        Importance.LOW,
                        "For how long an operation is remembered after it began, in milliseconds.")
                .define(
                        DEDUP_RETENTION,
                        ConfigDef.Type.LONG,
                        SelectSettings.STANDARD.dedupRetention().toMillis(),
                        Range.atLeast(Duration.ofMinutes(1).toMillis()),
                        Importance.LOW,
                        "For how long predictions that became tasks are remembered, in milliseconds: the longest"
                                + " deduplication window that a route may ask for.")
                .define(
                        ITEMS_RETENTION,
                        ConfigDef.Type.LONG,
                        Duration.ofDays(35).toMillis(),
                        Range.atLeast(Duration.ofMinutes(1).toMillis()),
                        Importance.LOW,
                        "For how long an item or a task is remembered after something happened to it, in milliseconds.")
                .define(
                        PRINT_OPERATIONS,
                        ConfigDef.Type.BOOLEAN,
                        true,
                        Importance.LOW,
                        "Whether to print a line for each operation that ends.");
        RepairKeys.define(definition);
        AlertSettings.define(definition);
        TopicKeys.define(definition);
        return definition;
    }
}
