package io.github.tolokaconnect.simulator.engine;

import java.time.Duration;

/**
 * How long an operation takes from its submission to its end; each takes a time of its own within these, both inclusive.
 *
 * @param min at least 0; with 0 for both, an operation has ended before its submission is answered
 * @param max at least {@code min}, at most a day
 */
public record OperationTime(Duration min, Duration max) {
    /** What the simulator takes unless told otherwise. */
    public static final OperationTime DEFAULT = ofMillis(200, 1_000);

    /** Checks the order. */
    public OperationTime {
        if (min.isNegative() || min.compareTo(max) > 0 || max.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("the time of an operation must go up from 0 and end within a day, not "
                    + min.toMillis() + ".." + max.toMillis() + " ms");
        }
    }

    /** From so many milliseconds to so many. */
    public static OperationTime ofMillis(long min, long max) {
        return new OperationTime(Duration.ofMillis(min), Duration.ofMillis(max));
    }
}
