package io.github.tolokaconnect.streams.metrics;

import io.github.tolokaconnect.streams.stats.Metric;
import io.github.tolokaconnect.streams.stats.Metric.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What can be asked of Prometheus: the names of all series that the streams app says, with their labels. */
final class MetricNames {

    /** What Prometheus adds, by its own and by that of the operator. */
    static final Set<String> OF_TARGETS = Set.of("job", "instance", "namespace", "pod");

    private static final List<String> OF_HISTOGRAMS = List.of("_bucket", "_sum", "_count");

    private final Map<String, Set<String>> labels = new HashMap<>();

    MetricNames() {
        for (Metric metric : Metric.values()) {
            Family family = CountedMetrics.family(metric);
            if (metric.kind() == Kind.HISTOGRAM) {
                OF_HISTOGRAMS.forEach(suffix -> add(family.name() + suffix, family.labels(), "le"));
            } else {
                add(family.exposedName(), family.labels());
            }
        }
        List.of(CountedMetrics.POOL_IDLE, CountedMetrics.AGREEMENT, SharedMetrics.FIRING, SharedMetrics.SPOKESMAN)
                .forEach(family -> add(family.exposedName(), family.labels()));
        HeartbeatMetrics.families().forEach(family -> add(family.exposedName(), family.labels()));
        add("labeling_streams_state", List.of("state"));
        add("kafka_consumer_fetch_manager_records_lag_max", List.of());
    }

    /** Whether there are series of this name. */
    boolean has(String metric) {
        return labels.containsKey(metric);
    }

    /** What tells the series of {@code metric} apart. */
    Set<String> labelsOf(String metric) {
        return labels.getOrDefault(metric, Set.of());
    }

    /** All that tells any series apart. */
    Set<String> all() {
        Set<String> all = new HashSet<>(OF_TARGETS);
        labels.values().forEach(all::addAll);
        return all;
    }

    private void add(String name, List<String> own, String... more) {
        Set<String> all = new HashSet<>(OF_TARGETS);
        all.addAll(own);
        all.addAll(List.of(more));
        labels.put(name, all);
    }
}
