package io.github.tolokaconnect.simulator.engine;

/**
 * What the account may do; 0 stands for no limit. Each is counted in windows that begin on the full second, the full minute, the
 * full hour, and midnight UTC.
 *
 * @param requestsPerSecond requests of any kind
 * @param tasksPerMinute tasks in requests that create tasks, valid or not
 * @param tasksPerDay the same, per day
 * @param clonesPerMinute operations that clone a pool
 * @param clonesPerDay the same, per day
 * @param overlapChangesPerHour calls that change the overlap of a task
 */
public record Quotas(
        long requestsPerSecond,
        long tasksPerMinute,
        long tasksPerDay,
        long clonesPerMinute,
        long clonesPerDay,
        long overlapChangesPerHour) {
    /** No limit at all. */
    public static final Quotas NONE = new Quotas(0, 0, 0);
    /** The numbers that the API reference publishes. */
    public static final Quotas PUBLISHED =
            new Quotas(300, 200_000, 4_000_000).withClones(20, 100).withOverlapChanges(10);

    /** Checks the ranges. */
    public Quotas {
        if (requestsPerSecond < 0
                || tasksPerMinute < 0
                || tasksPerDay < 0
                || clonesPerMinute < 0
                || clonesPerDay < 0
                || overlapChangesPerHour < 0) {
            throw new IllegalArgumentException("a quota must be at least 1, or 0 for no limit");
        }
    }

    /** So many requests and tasks, and no limit to the rest. */
    public Quotas(long requestsPerSecond, long tasksPerMinute, long tasksPerDay) {
        this(requestsPerSecond, tasksPerMinute, tasksPerDay, 0, 0, 0);
    }

    /** The same, with other quotas of clones. */
    public Quotas withClones(long perMinute, long perDay) {
        return new Quotas(requestsPerSecond, tasksPerMinute, tasksPerDay, perMinute, perDay, overlapChangesPerHour);
    }

    /** The same, with another quota of calls that change an overlap. */
    public Quotas withOverlapChanges(long perHour) {
        return new Quotas(requestsPerSecond, tasksPerMinute, tasksPerDay, clonesPerMinute, clonesPerDay, perHour);
    }
}
