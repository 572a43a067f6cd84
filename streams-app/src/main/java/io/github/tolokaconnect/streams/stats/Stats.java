package io.github.tolokaconnect.streams.stats;

import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;

/**
 * What all instances together have counted, as far as it was published. Safe from any thread; answers without waiting.
 *
 * <p>Both throw {@link io.github.tolokaconnect.streams.intake.StateUnavailableException} while the state is being restored.
 */
public interface Stats {

    /** The totals of a metric by its labels. */
    Map<Labels, Stat> totals(Metric metric);

    /** The windows of a metric that begin from {@code from} (inclusive) to {@code to} (exclusive), by their start and labels. */
    NavigableMap<Instant, Map<Labels, Stat>> windows(Metric metric, Window window, Instant from, Instant to);
}
