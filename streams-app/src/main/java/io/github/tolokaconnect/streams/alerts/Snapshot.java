package io.github.tolokaconnect.streams.alerts;

import io.github.tolokaconnect.events.Heartbeat;
import io.github.tolokaconnect.streams.stats.Labels;
import io.github.tolokaconnect.streams.stats.Metric;
import io.github.tolokaconnect.streams.stats.Stat;
import io.github.tolokaconnect.streams.stats.Stats;
import io.github.tolokaconnect.streams.stats.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the rules look at.
 *
 * @param now when that is so
 * @param heartbeats the last one of each sink task
 * @param created tasks created in the last {@link #SHORT}
 * @param rejected records refused in that time
 * @param reasons why they were refused
 * @param refusals operations refused or failed in the last {@link #MEDIUM}
 * @param quota requests refused for want of quota in that time
 * @param duplicates duplicate tasks in the last {@link #LONG}
 * @param everCreated all tasks
 */
record Snapshot(
        Instant now,
        List<Heartbeat> heartbeats,
        Map<Labels, Stat> created,
        Map<Labels, Stat> rejected,
        Map<Labels, Stat> reasons,
        Map<Labels, Stat> refusals,
        Map<Labels, Stat> quota,
        Map<Labels, Stat> duplicates,
        Map<Labels, Stat> everCreated) {

    static final Duration SHORT = Duration.ofMinutes(5);
    static final Duration MEDIUM = Duration.ofMinutes(15);
    static final Duration LONG = Duration.ofHours(1);

    static Snapshot of(Stats stats, List<Heartbeat> heartbeats, Instant now) {
        return new Snapshot(
                now,
                heartbeats,
                last(stats, Metric.TASKS_CREATED, SHORT, now),
                last(stats, Metric.TASKS_REJECTED, SHORT, now),
                last(stats, Metric.ERRORS, SHORT, now),
                last(stats, Metric.OPERATION_ERRORS, MEDIUM, now),
                last(stats, Metric.QUOTA_EXCEEDED, MEDIUM, now),
                last(stats, Metric.DUPLICATE_TASKS, LONG, now),
                stats.totals(Metric.TASKS_CREATED));
    }

    /** {@code stats} by the values of one or more of the metric's labels. */
    static Map<List<String>, Stat> by(Metric metric, Map<Labels, Stat> stats, String... labels) {
        List<Integer> places =
                List.of(labels).stream().map(metric.labels()::indexOf).toList();
        Map<List<String>, Stat> found = new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
        stats.forEach((values, stat) ->
                found.merge(places.stream().map(values.values()::get).toList(), stat, Stat::plus));
        return found;
    }

    private static Map<Labels, Stat> last(Stats stats, Metric metric, Duration time, Instant now) {
        Map<Labels, Stat> sum = new HashMap<>();
        // Minutes are whole, so this is up to a minute more; sink tasks' clocks may be a little ahead.
        stats.windows(metric, Window.MINUTE, Window.MINUTE.start(now.minus(time)), now.plus(SHORT))
                .values()
                .forEach(window -> window.forEach((labels, stat) -> sum.merge(labels, stat, Stat::plus)));
        return sum;
    }
}
