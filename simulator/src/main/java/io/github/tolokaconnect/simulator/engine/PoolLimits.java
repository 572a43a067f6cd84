package io.github.tolokaconnect.simulator.engine;

import java.time.Duration;

/**
 * What the platform allows a pool.
 *
 * @param maxTasksPerPool the most tasks that a pool may have, 0 for no limit
 * @param maxAnswersPerPool the most answers that a pool may be given, 0 for no limit; it is closed then
 * @param autoArchiveDays after so many days in which nothing happens to it, a pool of general tasks is archived; one that is
 *     empty, holds only tasks with known solutions, is a clone or teaches, after three times as many; 0 for never
 */
public record PoolLimits(int maxTasksPerPool, int maxAnswersPerPool, int autoArchiveDays) {
    /** The numbers that the guide publishes: a million tasks, two million answers, 30 and 90 days. */
    public static final PoolLimits PUBLISHED = new PoolLimits(1_000_000, 2_000_000, 30);

    private static final int MAX_DAYS = 36_500;
    private static final int PATIENCE = 3;

    /** Checks the ranges. */
    public PoolLimits {
        if (maxTasksPerPool < 0) {
            throw new IllegalArgumentException(
                    "a pool must be allowed at least 1 task, or 0 for no limit, not " + maxTasksPerPool);
        }
        if (maxAnswersPerPool < 0) {
            throw new IllegalArgumentException(
                    "a pool must be allowed at least 1 answer, or 0 for no limit, not " + maxAnswersPerPool);
        }
        if (autoArchiveDays < 0 || autoArchiveDays > MAX_DAYS) {
            throw new IllegalArgumentException("a pool is archived after 1 to " + MAX_DAYS
                    + " idle days, or 0 for never, not after " + autoArchiveDays);
        }
    }

    boolean archivesIdlePools() {
        return autoArchiveDays > 0;
    }

    /** How long a pool of general tasks may be idle. */
    Duration idleTime() {
        return Duration.ofDays(autoArchiveDays);
    }

    /** How long the other pools may be. */
    Duration longIdleTime() {
        return idleTime().multipliedBy(PATIENCE);
    }
}
