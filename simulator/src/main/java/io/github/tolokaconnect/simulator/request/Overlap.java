package io.github.tolokaconnect.simulator.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.Pool;

/**
 * How many people are to do a task.
 *
 * @param count 0 to {@value Pool#MAX_OVERLAP}, where 0 stops the assigning; without meaning when infinite
 * @param isInfinite whether everybody is to do it
 */
public record Overlap(int count, boolean isInfinite) {
    /** Everybody. */
    public static final Overlap INFINITE = new Overlap(0, true);

    /** Checks the range. */
    public Overlap {
        if (count < 0 || count > Pool.MAX_OVERLAP) {
            throw new IllegalArgumentException("overlap " + count + " is not within 0 to " + Pool.MAX_OVERLAP);
        }
    }

    /** So many people. */
    public static Overlap of(int count) {
        return new Overlap(count, false);
    }

    /** Writes both keys that speak of overlap, as the API does. */
    public void putInto(ObjectNode task) {
        if (isInfinite) {
            task.putNull("overlap");
        } else {
            task.put("overlap", count);
        }
        task.put("infinite_overlap", isInfinite);
    }
}
