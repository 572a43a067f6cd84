package io.github.tolokaconnect.benchmarks.streams;

import java.time.Duration;
import java.util.List;

/**
 * How long answers took.
 *
 * @param sorted the shortest first
 * @param failed what had no good answer, a word for each time: the path, and the status or that there was none
 */
record Latencies(List<Duration> sorted, List<String> failed) {

    Latencies {
        sorted = sorted.stream().sorted().toList();
        failed = List.copyOf(failed);
    }

    /** The time that {@code share} of the answers did not exceed; zero without answers. */
    Duration quantile(double share) {
        return sorted.isEmpty() ? Duration.ZERO : sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
    }
}
