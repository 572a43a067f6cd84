package io.github.tolokaconnect.streams.web;

import io.github.tolokaconnect.streams.stats.Labels;
import io.github.tolokaconnect.streams.stats.Metric;
import io.github.tolokaconnect.streams.stats.Stat;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was counted of one metric, by labels.
 *
 * @param metric the metric
 * @param byLabels what was counted
 */
record Numbers(Metric metric, Map<Labels, Stat> byLabels) {

    private static final double MILLIS_PER_SECOND = 1_000;

    /** A number with the word it is for. */
    record Named(String name, long count) {}

    /** Durations that so many of a hundred do not exceed, as upper bounds of buckets. */
    record Quantiles(long count, long p50, long p95, long p99) {}

    long total() {
        return byLabels.values().stream().mapToLong(Stat::count).sum();
    }

    /** Those whose label {@code name} is {@code value}. */
    Numbers where(String name, String value) {
        return where(name, value::equals);
    }

    Numbers where(String name, Predicate<String> condition) {
        int at = at(name);
        Map<Labels, Stat> some = new LinkedHashMap<>();
        byLabels.forEach((labels, stat) -> {
            if (condition.test(labels.values().get(at))) {
                some.put(labels, stat);
            }
        });
        return new Numbers(metric, some);
    }

    /** What all of them come to. */
    Stat sum() {
        return byLabels.values().stream().reduce(Stat.NONE, Stat::plus);
    }

    /** The parts with equal values of these labels, each summed up. */
    Map<List<String>, Stat> by(String... names) {
        int[] at = new int[names.length];
        for (int i = 0; i < names.length; i++) {
            at[i] = at(names[i]);
        }
        Map<List<String>, Stat> parts = new LinkedHashMap<>();
        byLabels.forEach((labels, stat) -> {
            String[] values = new String[at.length];
            for (int i = 0; i < at.length; i++) {
                values[i] = labels.values().get(at[i]);
            }
            parts.merge(List.of(values), stat, Stat::plus);
        });
        return parts;
    }

    /** The counts by one label. */
    Map<String, Long> counts(String name) {
        return by(name).entrySet().stream()
                .collect(Collectors.toMap(
                        part -> part.getKey().get(0), part -> part.getValue().count()));
    }

    /** The counts by one label, largest first; none that are zero. */
    List<Named> ranked(String name) {
        return counts(name).entrySet().stream()
                .filter(part -> part.getValue() != 0)
                .map(part -> new Named(part.getKey(), part.getValue()))
                .sorted(Comparator.comparingLong(Named::count).reversed().thenComparing(Named::name))
                .toList();
    }

    /** Absent if nothing was measured. */
    static @Nullable Quantiles quantiles(@Nullable Stat stat) {
        if (stat == null || stat.count() == 0) {
            return null;
        }
        return new Quantiles(stat.count(), millis(stat, 0.5), millis(stat, 0.95), millis(stat, 0.99));
    }

    /** {@code part} of both; absent if there is neither. */
    static @Nullable Double share(long part, long rest) {
        return part + rest == 0 ? null : (double) part / (part + rest);
    }

    private static long millis(Stat stat, double share) {
        return Math.round(stat.quantileSeconds(share) * MILLIS_PER_SECOND);
    }

    private int at(String name) {
        int at = metric.labels().indexOf(name);
        return Objects.checkIndex(at, metric.labels().size());
    }
}
