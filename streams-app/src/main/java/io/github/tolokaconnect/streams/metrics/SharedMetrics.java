package io.github.tolokaconnect.streams.metrics;

import io.github.tolokaconnect.events.Alert;
import io.github.tolokaconnect.streams.intake.StateUnavailableException;
import io.github.tolokaconnect.streams.monitor.MonitorQueries;
import io.github.tolokaconnect.streams.stats.Stats;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is true of all instances together. Only the spokesman says it, so that a sum over instances is the truth. */
final class SharedMetrics implements MultiCollector {

    static final Family FIRING = Family.gauge("labeling_alerts_firing", "Alerts that fire.", "severity", "rule");

    /** There whenever any of the shared ones is, so that rules can tell a new series from one that nobody asked for. */
    static final Family SPOKESMAN = Family.gauge(
            "labeling_spokesman", "1 from the instance that speaks for all, as long as it knows what to say.");

    private final Stats stats;
    private final MonitorQueries monitor;
    private final InstantSource clock;

    SharedMetrics(Stats stats, MonitorQueries monitor, InstantSource clock) {
        this.stats = stats;
        this.monitor = monitor;
        this.clock = clock;
    }

    @Override
    public MetricSnapshots collect() {
        List<MetricSnapshot> snapshots = new ArrayList<>();
        try {
            if (monitor.isSpokesman()) {
                Instant now = clock.instant();
                snapshots.addAll(CountedMetrics.of(stats, now));
                snapshots.addAll(HeartbeatMetrics.of(monitor.heartbeats()));
                snapshots.add(FIRING.of(firing(monitor.alerts())));
                snapshots.add(SPOKESMAN.of(Map.of(List.of(), 1.0)));
            }
        } catch (StateUnavailableException e) {
            // Half of the numbers would look like a fall of the others: silence is what a scraper understands.
            return new MetricSnapshots();
        }
        return new MetricSnapshots(snapshots);
    }

    private static Map<List<String>, Double> firing(List<Alert> alerts) {
        Map<List<String>, Double> firing = new HashMap<>();
        for (Alert alert : alerts) {
            if (alert.state() == Alert.State.FIRING) {
                firing.merge(List.of(alert.severity().name(), alert.rule()), 1.0, Double::sum);
            }
        }
        return firing;
    }
}
