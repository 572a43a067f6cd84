package io.github.tolokaconnect.streams.web;

import io.github.tolokaconnect.streams.stats.Metric;
import io.github.tolokaconnect.streams.stats.Stat;
import io.github.tolokaconnect.streams.stats.Stats;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Overview, and numbers over time: of everything, and where the time went. */
final class FlowApi {

    /** Numbers of one window. */
    record Point(String at, long decided, long selected, long created, long rejected, long labels) {}

    record SeriesView(String asOf, String window, String from, String to, List<Point> points) {}

    /** Durations of one pool or phase. */
    record Latency(
            String name,
            Numbers.@Nullable Quantiles recordToSubmit,
            Numbers.@Nullable Quantiles recordToTask,
            Numbers.@Nullable Quantiles taskToLabel,
            Numbers.@Nullable Quantiles phase) {}

    record LatencyView(String asOf, String by, String window, List<Latency> latencies) {}

    private final Overviews overviews;
    private final Stats stats;
    private final InstantSource clock;

    FlowApi(Overviews overviews, Stats stats, InstantSource clock) {
        this.overviews = overviews;
        this.stats = stats;
        this.clock = clock;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/api/v1/overview", this::overview),
                Endpoint.get("/api/v1/series", this::series),
                Endpoint.get("/api/v1/latency", this::latency));
    }

    private Reply overview(Asked asked) {
        return Reply.of(asked.isLocal() ? overviews.local() : overviews.current());
    }

    private Reply series(Asked asked) {
        Span span = Span.of(asked, clock.instant());
        var decisions = span.counts(stats, Metric.DECISIONS);
        var created = span.counts(stats, Metric.TASKS_CREATED);
        var rejected = span.counts(stats, Metric.TASKS_REJECTED);
        var labels = span.counts(stats, Metric.LABELS);
        List<Point> points = span.starts()
                .map(start -> new Point(
                        Json.time(start),
                        decisions.at(start).total(),
                        decisions.at(start).where("verdict", "SELECTED").total(),
                        created.at(start).total(),
                        rejected.at(start).total(),
                        labels.at(start).total()))
                .toList();
        return Reply.of(new SeriesView(
                Json.time(clock.instant()), span.word(), Json.time(span.from()), Json.time(span.to()), points));
    }

    private Reply latency(Asked asked) {
        String by = asked.word("by", "pool", "phase");
        Span span = Span.recent(asked, clock.instant());
        TreeMap<String, Latency> latencies = new TreeMap<>();
        if (by.equals("phase")) {
            span.sum(stats, Metric.OPERATION_DURATION)
                    .by("phase")
                    .forEach((phase, stat) -> latencies.put(
                            phase.get(0), new Latency(phase.get(0), null, null, null, Numbers.quantiles(stat))));
        } else {
            var submit = span.sum(stats, Metric.SUBMIT_LATENCY).by("pool");
            var task = span.sum(stats, Metric.RECORD_LATENCY).by("pool");
            var label = span.sum(stats, Metric.LABEL_LATENCY).by("pool");
            List.of(submit, task, label)
                    .forEach(some -> some.keySet()
                            .forEach(pool -> latencies.put(
                                    pool.get(0),
                                    new Latency(
                                            pool.get(0),
                                            quantiles(submit.get(pool)),
                                            quantiles(task.get(pool)),
                                            quantiles(label.get(pool)),
                                            null))));
        }
        return Reply.of(new LatencyView(Json.time(clock.instant()), by, span.word(), List.copyOf(latencies.values())));
    }

    private static Numbers.@Nullable Quantiles quantiles(@Nullable Stat stat) {
        return Numbers.quantiles(stat);
    }
}
