package io.github.tolokaconnect.streams.web;

import io.github.tolokaconnect.streams.stats.Metric;
import io.github.tolokaconnect.streams.stats.Stats;
import io.github.tolokaconnect.streams.stats.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * When each pool last got a task, to the hour. All hours are read once; from then on only the latest ones, and all again each hour, for
 * events that came late. Safe from any thread.
 */
final class PoolActivity {

    private static final Duration FRESH = Duration.ofSeconds(10);
    private static final Duration LATEST = Duration.ofHours(2);

    private final Stats stats;
    private final Map<String, Instant> last = new HashMap<>();
    private Instant readAll = Instant.EPOCH;
    private Instant readLatest = Instant.EPOCH;

    PoolActivity(Stats stats) {
        this.stats = stats;
    }

    synchronized Map<String, Instant> lastCreated(Instant now) {
        boolean isAll = !now.isBefore(readAll.plus(Window.HOUR.size()));
        if (isAll || !now.isBefore(readLatest.plus(FRESH))) {
            read(now.minus(isAll ? Window.HOUR.retention() : LATEST), now);
            readLatest = now;
            readAll = isAll ? now : readAll;
        }
        return Map.copyOf(last);
    }

    private void read(Instant from, Instant now) {
        stats.windows(Metric.TASKS_CREATED, Window.HOUR, Window.HOUR.start(from), now.plusMillis(1))
                .forEach((start, counted) -> new Numbers(Metric.TASKS_CREATED, counted)
                        .counts("pool")
                        .forEach((pool, count) -> {
                            if (count > 0) {
                                last.merge(pool, start, (a, b) -> a.isAfter(b) ? a : b);
                            }
                        }));
    }
}
