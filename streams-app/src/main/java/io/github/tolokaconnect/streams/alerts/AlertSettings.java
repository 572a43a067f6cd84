package io.github.tolokaconnect.streams.alerts;

import java.time.Duration;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * Where normal ends.
 *
 * @param silence how long a sink task may send no heartbeat
 * @param operationAge how old an operation in flight may become
 * @param errorRatio share of a pool's records that may be refused as invalid, 0 to 1
 * @param errorRecords with fewer records in five minutes there is no share to speak of
 * @param poolIdle how long a pool may get no task; the platform archives it after 30 days
 * @param quotaUse share of the day's tasks that may be used, 0 to 1
 * @param tasksPerDay how many tasks the account may create in one day (UTC)
 * @param hold for how long all has to be well before an alert is over
 */
public record AlertSettings(
        Duration silence,
        Duration operationAge,
        double errorRatio,
        long errorRecords,
        Duration poolIdle,
        double quotaUse,
        long tasksPerDay,
        Duration hold) {

    static final String SILENCE = "alert.connector.silence.ms";
    static final String OPERATION_AGE = "alert.operation.age.ms";
    static final String ERROR_RATIO = "alert.error.ratio";
    static final String ERROR_RECORDS = "alert.error.records";
    static final String POOL_IDLE = "alert.pool.idle.ms";
    static final String QUOTA_USE = "alert.quota.use";
    static final String TASKS_PER_DAY = "alert.tasks.per.day";
    static final String HOLD = "alert.hold.ms";

    /** The values of those who say nothing. */
    public static AlertSettings standard() {
        return new AlertSettings(
                Duration.ofMinutes(2),
                Duration.ofMinutes(30),
                0.2,
                20,
                Duration.ofDays(25),
                0.8,
                4_000_000,
                Duration.ofMinutes(5));
    }

    /** Adds the keys to {@code definition}, with {@link #standard()} as defaults. */
    public static void define(ConfigDef definition) {
        AlertSettings standard = standard();
        duration(definition, SILENCE, standard.silence, "How long a sink task may send no heartbeat");
        duration(definition, OPERATION_AGE, standard.operationAge, "How old an operation in flight may become");
        share(
                definition,
                ERROR_RATIO,
                standard.errorRatio,
                "Share of a pool's records that may be refused as invalid.");
        definition.define(
                ERROR_RECORDS,
                Type.LONG,
                standard.errorRecords,
                Range.atLeast(1),
                Importance.LOW,
                "With fewer records of a pool in five minutes there is no share to speak of.");
        duration(definition, POOL_IDLE, standard.poolIdle, "How long a pool may get no task before somebody is told");
        share(definition, QUOTA_USE, standard.quotaUse, "Share of the day's tasks that may be used.");
        definition.define(
                TASKS_PER_DAY,
                Type.LONG,
                standard.tasksPerDay,
                Range.atLeast(1),
                Importance.LOW,
                "How many tasks the account may create in one day (UTC).");
        duration(definition, HOLD, standard.hold, "For how long all has to be well before an alert is over");
    }

    /** The settings in {@code config}. */
    public static AlertSettings from(AbstractConfig config) {
        return new AlertSettings(
                Duration.ofMillis(config.getLong(SILENCE)),
                Duration.ofMillis(config.getLong(OPERATION_AGE)),
                config.getDouble(ERROR_RATIO),
                config.getLong(ERROR_RECORDS),
                Duration.ofMillis(config.getLong(POOL_IDLE)),
                config.getDouble(QUOTA_USE),
                config.getLong(TASKS_PER_DAY),
                Duration.ofMillis(config.getLong(HOLD)));
    }

    private static void duration(ConfigDef definition, String key, Duration standard, String meaning) {
        definition.define(
                key, Type.LONG, standard.toMillis(), Range.atLeast(0), Importance.LOW, meaning + ", in milliseconds.");
    }

    private static void share(ConfigDef definition, String key, double standard, String meaning) {
        definition.define(key, Type.DOUBLE, standard, Range.between(0, 1), Importance.LOW, meaning);
    }
}
