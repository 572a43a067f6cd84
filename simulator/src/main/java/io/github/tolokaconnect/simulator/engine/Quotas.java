package io.github.tolokaconnect.simulator.engine;

/**
 * What the account may do; 0 stands for no limit. Each is counted in windows that begin on the full second, the full minute, and
 * midnight UTC.
 *
 * @param requestsPerSecond requests of any kind
 * @param tasksPerMinute tasks in requests that create tasks, valid or not
 * @param tasksPerDay the same, per day
 */
public record Quotas(long requestsPerSecond, long tasksPerMinute, long tasksPerDay) {
    /** The numbers that the API reference publishes. */
    public static final Quotas PUBLISHED = new Quotas(300, 200_000, 4_000_000);
    /** No limit at all. */
    public static final Quotas NONE = new Quotas(0, 0, 0);

    /** Checks the ranges. */
    public Quotas {
        if (requestsPerSecond < 0 || tasksPerMinute < 0 || tasksPerDay < 0) {
            throw new IllegalArgumentException("a quota must be at least 1, or 0 for no limit");
        }
    }
}
