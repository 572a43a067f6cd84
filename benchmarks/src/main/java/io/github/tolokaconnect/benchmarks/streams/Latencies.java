package io.github.tolokaconnect.benchmarks.streams;

import java.time.Duration;
import java.util.List;

/**
 * How long answers took.
 *
 * @param sorted the shortest first
 * @param failures calls that had no good answer
 */
record Latencies(List<Duration> sorted, int failures) {

    Latencies {
        sorted = sorted.stream().sorted().toList();
    }

    /** The time that {@code share} of the answers did not exceed; zero without answers. */
    Duration quantile(double share) {
        return sorted.isEmpty() ? Duration.ZERO : sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
    }
}
