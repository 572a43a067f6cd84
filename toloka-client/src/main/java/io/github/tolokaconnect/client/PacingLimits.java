package io.github.tolokaconnect.client;

import java.time.Duration;

/**
 * The quotas to keep within: the account's, or one caller's share of them.
 *
 * @param requestsPerSecond more than 0, at most a million; may be a fraction
 * @param tasksPerMinute 1 to 10<sup>9</sup>
 * @param tasksPerDay 1 to 10<sup>12</sup>
 */
public record PacingLimits(double requestsPerSecond, long tasksPerMinute, long tasksPerDay) {

    /** The quotas that the API reference states. */
    public static final PacingLimits PUBLISHED = new PacingLimits(300, 200_000, 4_000_000);

    private static final double REQUEST_BURST = 0.1;
    private static final double MINUTE_BURST = 0.1;
    private static final double DAY_BURST = 0.25;

    public PacingLimits {
        if (!(requestsPerSecond > 0 && requestsPerSecond <= 1e6)) {
            throw new IllegalArgumentException(
                    "requestsPerSecond=" + requestsPerSecond + " is not above 0 and at most 1000000");
        }
        if (tasksPerMinute < 1 || tasksPerMinute > 1_000_000_000L) {
            throw new IllegalArgumentException("tasksPerMinute=" + tasksPerMinute + " is not within 1 to 1000000000");
        }
        if (tasksPerDay < 1 || tasksPerDay > 1_000_000_000_000L) {
            throw new IllegalArgumentException("tasksPerDay=" + tasksPerDay + " is not within 1 to 1000000000000");
        }
    }

    /**
     * The most tasks that one call can ever be granted: a tenth of a minute's tasks or a quarter of a day's, whichever is
     * less; at least 1.
     */
    public int largestCreate() {
        return (int) Math.min(
                Integer.MAX_VALUE,
                Math.min(tasksInMinute().capacity(), tasksInDay().capacity()));
    }

    Allowance requests() {
        return Allowance.of(requestsPerSecond, Duration.ofSeconds(1), REQUEST_BURST);
    }

    Allowance tasksInMinute() {
        return Allowance.of((double) tasksPerMinute, Duration.ofMinutes(1), MINUTE_BURST);
    }

    Allowance tasksInDay() {
        return Allowance.of((double) tasksPerDay, Duration.ofDays(1), DAY_BURST);
    }
}
