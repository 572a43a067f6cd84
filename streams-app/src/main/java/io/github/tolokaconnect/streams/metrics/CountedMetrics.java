package io.github.tolokaconnect.streams.metrics;

import io.github.tolokaconnect.streams.stats.Labels;
import io.github.tolokaconnect.streams.stats.Metric;
import io.github.tolokaconnect.streams.stats.Metric.Kind;
import io.github.tolokaconnect.streams.stats.Stat;
import io.github.tolokaconnect.streams.stats.Stats;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What all instances have counted, and what follows from it. */
final class CountedMetrics {

    static final Family POOL_IDLE = Family.gauge(
            "labeling_pool_idle_seconds",
            "Time since the pool got its last task, to the minute; the platform archives it after 30 days.",
            "pool");
    static final Family AGREEMENT = Family.gauge(
            "labeling_agreement", "Share of the labels that say what the model had said.", "model", "version");

    private static final List<Double> BOUNDS = bounds();

    private CountedMetrics() {}

    /** Name of a metric for Prometheus, without {@code _total}. */
    static String name(Metric metric) {
        String name = metric.metricName().replace('.', '_');
        return metric.kind() == Kind.HISTOGRAM ? name + "_seconds" : name;
    }

    static List<MetricSnapshot> of(Stats stats, Instant now) {
        List<MetricSnapshot> snapshots = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            Map<Labels, Stat> totals = stats.totals(metric);
            snapshots.add(
                    metric.kind() == Kind.HISTOGRAM
                            ? histogram(metric, totals)
                            : family(metric).of(values(totals)));
        }
        snapshots.add(POOL_IDLE.of(idle(stats.totals(Metric.TASKS_CREATED), now)));
        snapshots.add(AGREEMENT.of(agreement(stats.totals(Metric.LABELS))));
        return snapshots;
    }

    static Family family(Metric metric) {
        return new Family(name(metric), metric.kind() == Kind.COUNTER, metric.meaning(), metric.labels());
    }

    private static Map<List<String>, Double> values(Map<Labels, Stat> totals) {
        Map<List<String>, Double> values = new HashMap<>();
        totals.forEach((labels, stat) -> values.put(labels.values(), (double) stat.count()));
        return values;
    }

    private static MetricSnapshot histogram(Metric metric, Map<Labels, Stat> totals) {
        List<HistogramDataPointSnapshot> points = new ArrayList<>();
        totals.forEach((labels, stat) -> {
            if (stat.buckets().size() == BOUNDS.size()) {
                points.add(new HistogramDataPointSnapshot(
                        ClassicHistogramBuckets.of(BOUNDS, stat.buckets()),
                        stat.seconds(),
                        io.prometheus.metrics.model.snapshots.Labels.of(metric.labels(), labels.values()),
                        Exemplars.EMPTY,
                        0));
            }
        });
        return new HistogramSnapshot(new MetricMetadata(name(metric), metric.meaning()), points);
    }

    private static Map<List<String>, Double> idle(Map<Labels, Stat> created, Instant now) {
        int pool = Metric.TASKS_CREATED.labels().indexOf("pool");
        Map<List<String>, Double> idle = new HashMap<>();
        created.forEach((labels, stat) -> {
            if (stat.last() != null) {
                double seconds = Duration.between(stat.last(), now).toSeconds();
                idle.merge(List.of(labels.values().get(pool)), Math.max(0, seconds), Math::min);
            }
        });
        return idle;
    }

    private static Map<List<String>, Double> agreement(Map<Labels, Stat> labelled) {
        List<String> names = Metric.LABELS.labels();
        Map<List<String>, Double> agreed = new HashMap<>();
        Map<List<String>, Double> all = new HashMap<>();
        labelled.forEach((labels, stat) -> {
            String agrees = labels.values().get(names.indexOf("agrees"));
            // Without a prediction there is nothing to agree with.
            if (agrees.equals("true") || agrees.equals("false")) {
                List<String> model = List.of(
                        labels.values().get(names.indexOf("model")),
                        labels.values().get(names.indexOf("version")));
                all.merge(model, (double) stat.count(), Double::sum);
                agreed.merge(model, agrees.equals("true") ? (double) stat.count() : 0, Double::sum);
            }
        });
        Map<List<String>, Double> shares = new HashMap<>();
        all.forEach((model, count) -> shares.put(model, agreed.getOrDefault(model, 0.0) / count));
        return shares;
    }

    private static List<Double> bounds() {
        Double[] bounds = Stat.BOUNDS_SECONDS.toArray(new Double[Stat.BOUNDS_SECONDS.size() + 1]);
        bounds[bounds.length - 1] = Double.POSITIVE_INFINITY;
        return Arrays.asList(bounds);
    }
}
