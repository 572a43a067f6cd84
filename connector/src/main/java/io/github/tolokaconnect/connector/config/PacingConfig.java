package io.github.tolokaconnect.connector.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;

import io.github.tolokaconnect.client.PacingLimits;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * How fast the account's quota is spent, and how long to wait after a failure. The limits are those of the whole connector;
 * each sink task gets an equal share.
 *
 * @param requestsPerSecond most requests a second
 * @param tasksPerMinute most tasks created a minute
 * @param tasksPerDay most tasks created a day
 * @param backoff first wait before a failed request is repeated
 * @param maxBackoff the wait to which it grows
 * @param onPoolError what happens to tasks of a pool that takes none
 */
public record PacingConfig(
        long requestsPerSecond,
        long tasksPerMinute,
        long tasksPerDay,
        Duration backoff,
        Duration maxBackoff,
        OnPoolError onPoolError) {

    /** What happens to the tasks of a pool that is archived, locked, full or otherwise takes none. */
    public enum OnPoolError {
        /** They wait; other pools go on. */
        PAUSE,
        /** They are reported as validation errors. */
        REPORT,
        /** The sink task fails. */
        FAIL
    }

    /** Published limits of the account. */
    private enum Preset {
        PUBLISHED(300, 200_000, 4_000_000),
        CONSERVATIVE(300, 100_000, 2_000_000);

        private final long requestsPerSecond;
        private final long tasksPerMinute;
        private final long tasksPerDay;

        Preset(long requestsPerSecond, long tasksPerMinute, long tasksPerDay) {
            this.requestsPerSecond = requestsPerSecond;
            this.tasksPerMinute = tasksPerMinute;
            this.tasksPerDay = tasksPerDay;
        }
    }

    static final String PRESET = "rate.limit.preset";
    static final String REQUESTS = "rate.limit.requests.per.second";
    static final String TASKS_PER_MINUTE = "rate.limit.tasks.per.minute";
    static final String TASKS_PER_DAY = "rate.limit.tasks.per.day";
    static final String BACKOFF = "retry.backoff.ms";
    static final String BACKOFF_MAX = "retry.backoff.max.ms";
    static final String ON_POOL_ERROR = "behavior.on.pool.error";

    private static final List<String> PRESETS = List.of("published", "conservative");
    private static final List<String> ON_POOL_ERRORS = List.of("pause", "report", "fail");

    static void define(ConfigDef definition) {
        var group = new KeyGroup(definition, "Pacing and retries");
        defineQuota(group);
        defineRetries(group);
    }

    private static void defineQuota(KeyGroup group) {
        group.key(
                        PRESET,
                        Type.STRING,
                        "published",
                        Allowed.oneOf(PRESETS),
                        MEDIUM,
                        "Quota preset",
                        "Quota of the account: 'published' is 300 requests a second, 200000 tasks a minute and 4000000 a day;"
                                + " 'conservative' is the older 100000 a minute and 2000000 a day.",
                        Allowed.recommend(PRESETS))
                .key(
                        REQUESTS,
                        Type.LONG,
                        -1L,
                        Allowed.upToOrMinusOne(1_000_000, "the preset's"),
                        MEDIUM,
                        "Requests a second",
                        "Most requests a second of all sink tasks together. -1: the preset's number.")
                .key(
                        TASKS_PER_MINUTE,
                        Type.LONG,
                        -1L,
                        Allowed.upToOrMinusOne(1_000_000_000, "the preset's"),
                        MEDIUM,
                        "Tasks a minute",
                        "Most tasks sent a minute by all sink tasks together. -1: the preset's number.")
                .key(
                        TASKS_PER_DAY,
                        Type.LONG,
                        -1L,
                        Allowed.upToOrMinusOne(1_000_000_000_000L, "the preset's"),
                        MEDIUM,
                        "Tasks a day",
                        "Most tasks sent a day by all sink tasks together. -1: the preset's number.");
    }

    private static void defineRetries(KeyGroup group) {
        group.key(
                        BACKOFF,
                        Type.LONG,
                        1_000L,
                        Allowed.between(10, 3_600_000),
                        LOW,
                        "First retry",
                        "Wait before a request is repeated after a failure, in milliseconds. Later waits double, with jitter.")
                .key(
                        BACKOFF_MAX,
                        Type.LONG,
                        60_000L,
                        Allowed.between(10, 3_600_000),
                        LOW,
                        "Longest retry",
                        "Longest wait before a request is repeated, in milliseconds. Requests that may succeed later are repeated"
                                + " without limit, always with the same operation id.")
                .key(
                        ON_POOL_ERROR,
                        Type.STRING,
                        "pause",
                        Allowed.oneOf(ON_POOL_ERRORS),
                        MEDIUM,
                        "Pools that take no tasks",
                        "What happens to tasks of a pool that is archived, locked, full or out of the account's quota: 'pause' keeps"
                                + " them until the pool takes tasks again while other pools go on, 'report' emits them as validation"
                                + " errors, 'fail' stops the sink task.",
                        Allowed.recommend(ON_POOL_ERRORS));
    }

    static PacingConfig from(AbstractConfig config) {
        var preset = Preset.valueOf(config.getString(PRESET).toUpperCase(Locale.ROOT));
        return new PacingConfig(
                orElse(config.getLong(REQUESTS), preset.requestsPerSecond),
                orElse(config.getLong(TASKS_PER_MINUTE), preset.tasksPerMinute),
                orElse(config.getLong(TASKS_PER_DAY), preset.tasksPerDay),
                Duration.ofMillis(config.getLong(BACKOFF)),
                Duration.ofMillis(config.getLong(BACKOFF_MAX)),
                OnPoolError.valueOf(config.getString(ON_POOL_ERROR).toUpperCase(Locale.ROOT)));
    }

    /** The quota of one of the connector's sink tasks. */
    public PacingLimits limitsOf(TaskShare share) {
        return new PacingLimits(
                (double) requestsPerSecond / share.count(), share.of(tasksPerMinute), share.of(tasksPerDay));
    }

    private static long orElse(long configured, long presetNumber) {
        return configured == -1 ? presetNumber : configured;
    }
}
