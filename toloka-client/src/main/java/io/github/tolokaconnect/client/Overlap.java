package io.github.tolokaconnect.client;

import org.jspecify.annotations.Nullable;

/**
 * How many people must answer one task.
 *
 * @param people 0 to 30,000, null for everyone; 0 only stops a task that exists
 */
public record Overlap(@Nullable Integer people) {

    /** The largest finite overlap. */
    public static final int MAX = 30_000;

    /** Everyone gets the task. */
    public static final Overlap INFINITE = new Overlap(null);

    public Overlap {
        if (people != null && (people < 0 || people > MAX)) {
            throw new IllegalArgumentException("overlap=" + people + " is not within 0 to " + MAX);
        }
    }

    /** That many people. */
    public static Overlap of(int people) {
        return new Overlap(people);
    }

    /** Whether everyone gets the task. */
    public boolean isInfinite() {
        return people == null;
    }
}
