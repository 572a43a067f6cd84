package io.github.tolokaconnect.connector.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * How a record's value becomes a task.
 *
 * @param valueIsInputValues whether the value is a task's {@code input_values} alone instead of a whole task
 * @param overlap the overlap of tasks that state none; empty leaves it to the pool's default
 * @param onNullValue what happens to a record without a value
 */
public record MappingConfig(boolean valueIsInputValues, OptionalInt overlap, OnNullValue onNullValue) {

    /** What happens to a record without a value (a tombstone). */
    public enum OnNullValue {
        /** It is skipped and counted. */
        IGNORE,
        /** It is reported as a validation error. */
        REPORT,
        /** The sink task fails. */
        FAIL
    }

    static final String MAPPING = "task.mapping";
    static final String OVERLAP = "task.overlap";
    static final String ON_NULL = "behavior.on.null.values";

    private static final String INPUT_VALUES = "input-values";
    private static final List<String> MAPPINGS = List.of("task", INPUT_VALUES);
    private static final List<String> ON_NULL_VALUES = List.of("ignore", "report", "fail");

    static void define(ConfigDef definition) {
        new KeyGroup(definition, "Mapping")
                .key(
                        MAPPING,
                        Type.STRING,
                        "task",
                        Allowed.oneOf(MAPPINGS),
                        HIGH,
                        "Meaning of the value",
                        "What a record's value is: 'task', a task as the API defines it, or 'input-values', the task's"
                                + " input_values alone.",
                        Allowed.recommend(MAPPINGS))
                .key(
                        OVERLAP,
                        Type.INT,
                        -1,
                        Allowed.upToOrMinusOne(30_000, "the pool's default"),
                        MEDIUM,
                        "Overlap",
                        "How many people answer a task that states neither overlap nor infinite_overlap itself. -1: the pool's"
                                + " default overlap (requests are sent with allow_defaults=true).")
                .key(
                        ON_NULL,
                        Type.STRING,
                        "ignore",
                        Allowed.oneOf(ON_NULL_VALUES),
                        LOW,
                        "Records without a value",
                        "What happens to a record without a value: 'ignore' skips and counts it, 'report' emits a validation"
                                + " error, 'fail' stops the sink task.",
                        Allowed.recommend(ON_NULL_VALUES));
    }

    static MappingConfig from(AbstractConfig config) {
        int overlap = config.getInt(OVERLAP);
        return new MappingConfig(
                config.getString(MAPPING).equals(INPUT_VALUES),
                overlap == -1 ? OptionalInt.empty() : OptionalInt.of(overlap),
                OnNullValue.valueOf(config.getString(ON_NULL).toUpperCase(Locale.ROOT)));
    }
}
