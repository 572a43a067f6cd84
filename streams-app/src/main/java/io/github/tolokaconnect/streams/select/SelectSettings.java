package io.github.tolokaconnect.streams.select;

import java.time.Duration;

/**
 * What an installation decides about selecting.
 *
 * @param dedupRetention for how long selected predictions are remembered; the longest window that a route may ask for
 */
public record SelectSettings(Duration dedupRetention) {

    /** 30 days. */
    public static final SelectSettings STANDARD = new SelectSettings(Duration.ofDays(30));

    public SelectSettings {
        if (dedupRetention.compareTo(Dedup.SHORTEST_WINDOW) < 0) {
            throw new IllegalArgumentException(
                    "deduplication retention " + dedupRetention + " is shorter than " + Dedup.SHORTEST_WINDOW);
        }
    }
}
