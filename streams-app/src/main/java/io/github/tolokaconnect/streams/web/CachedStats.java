package io.github.tolokaconnect.streams.web;

import io.github.tolokaconnect.streams.stats.Labels;
import io.github.tolokaconnect.streams.stats.Metric;
import io.github.tolokaconnect.streams.stats.Stat;
import io.github.tolokaconnect.streams.stats.Stats;
import io.github.tolokaconnect.streams.stats.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Numbers that are read once and shared by all who ask within a second, however many pages are open. Windows are read in blocks of 60; a
 * block that is over is read again once a minute only, for events that came late. Safe from any thread: of those who ask for the
 * same at the same time, one reads.
 */
final class CachedStats implements Stats {

    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final Duration FRESH_IF_OVER = Duration.ofMinutes(1);
    private static final Duration OVER_AFTER = Duration.ofMinutes(5);
    private static final int BLOCK = 60;
    private static final int MOST_BLOCKS = 500;

    private final Stats stats;
    private final InstantSource clock;
    private final Map<Metric, Read<Map<Labels, Stat>>> totals = new ConcurrentHashMap<>();
    private final Map<BlockKey, Read<NavigableMap<Instant, Map<Labels, Stat>>>> blocks = new ConcurrentHashMap<>();

    CachedStats(Stats stats, InstantSource clock) {
        this.stats = stats;
        this.clock = clock;
    }

    private record BlockKey(Metric metric, Window window, Instant start) {

        Instant end() {
            return start.plus(window.size().multipliedBy(BLOCK));
        }
    }

    private record Read<T>(T value, Instant until) {}

    @Override
    public Map<Labels, Stat> totals(Metric metric) {
        return fresh(totals, metric, FRESH, () -> stats.totals(metric));
    }

    @Override
    public NavigableMap<Instant, Map<Labels, Stat>> windows(Metric metric, Window window, Instant from, Instant to) {
        NavigableMap<Instant, Map<Labels, Stat>> found = new TreeMap<>();
        long blockMillis = window.size().multipliedBy(BLOCK).toMillis();
        long first = Math.floorDiv(from.toEpochMilli(), blockMillis) * blockMillis;
        for (long start = first; start < to.toEpochMilli(); start += blockMillis) {
            BlockKey key = new BlockKey(metric, window, Instant.ofEpochMilli(start));
            found.putAll(block(key).subMap(later(from, key.start()), true, earlier(to, key.end()), false));
        }
        return found;
    }

    private NavigableMap<Instant, Map<Labels, Stat>> block(BlockKey key) {
        if (blocks.size() > MOST_BLOCKS) {
            blocks.values().removeIf(read -> read.until().isBefore(clock.instant()));
        }
        boolean isOver = key.end().plus(OVER_AFTER).isBefore(clock.instant());
        return fresh(
                blocks,
                key,
                isOver ? FRESH_IF_OVER : FRESH,
                () -> stats.windows(key.metric(), key.window(), key.start(), key.end()));
    }

    private <K, T> T fresh(Map<K, Read<T>> cache, K key, Duration fresh, Supplier<T> reading) {
        Instant now = clock.instant();
        return cache.compute(
                        key,
                        (same, read) -> read == null || !now.isBefore(read.until())
                                ? new Read<>(reading.get(), now.plus(fresh))
                                : read)
                .value();
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
