package io.github.tolokaconnect.streams.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import java.util.Map;

/**
 * Counters or gauges of one name, as they are said.
 *
 * @param name its name for Prometheus, without {@code _total}
 * @param isCounter whether it only grows, but for restarts
 * @param help what it says
 * @param labels names of its labels
 */
record Family(String name, boolean isCounter, String help, List<String> labels) {

    Family {
        labels = List.copyOf(labels);
    }

    static Family counter(String name, String help, String... labels) {
        return new Family(name, true, help, List.of(labels));
    }

    static Family gauge(String name, String help, String... labels) {
        return new Family(name, false, help, List.of(labels));
    }

    /** Its name as a query says it. */
    String exposedName() {
        return isCounter ? name + "_total" : name;
    }

    /** What is to be said, by the values of the labels. */
    MetricSnapshot of(Map<List<String>, Double> values) {
        MetricMetadata metadata = new MetricMetadata(name, help);
        if (isCounter) {
            return new CounterSnapshot(
                    metadata,
                    values.entrySet().stream()
                            .map(point -> new CounterDataPointSnapshot(
                                    point.getValue(), Labels.of(labels, point.getKey()), null, 0))
                            .toList());
        }
        return new GaugeSnapshot(
                metadata,
                values.entrySet().stream()
                        .map(point ->
                                new GaugeDataPointSnapshot(point.getValue(), Labels.of(labels, point.getKey()), null))
                        .toList());
    }
}
