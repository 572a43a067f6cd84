package io.github.tolokaconnect.streams.stats;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is counted, when, and by whom.
 *
 * <p>As text: {@code metric/window/start/labels/part}, with the start in milliseconds and of fixed width, so that keys are in the
 * order of metric, window and time.
 *
 * @param metric what is counted
 * @param window over which stretch
 * @param start when that begins
 * @param labels of what kind
 * @param part who counts: {@code topology-partition}
 */
record StatKey(Metric metric, Window window, Instant start, Labels labels, String part) {

    private static final int PARTS = 5;
    private static final int START_DIGITS = 13;
    /** The last millisecond that the fixed width can say, in the year 2286. */
    private static final Instant LATEST = Instant.ofEpochMilli(9_999_999_999_999L);

    private static final Map<String, Metric> METRICS = new HashMap<>();

    static {
        for (Metric metric : Metric.values()) {
            METRICS.put(metric.metricName(), metric);
        }
    }

    StatKey {
        if (labels.values().size() != metric.labels().size()) {
            throw new IllegalArgumentException(metric + " has the labels " + metric.labels() + ", not "
                    + labels.values().size());
        }
    }

    String text() {
        return text(metric, window, start, labels.text(), part);
    }

    static String text(Metric metric, Window window, Instant start, String labels, String part) {
        return prefix(metric, window, start) + labels + "/" + part;
    }

    static String prefix(Metric metric, Window window, Instant start) {
        Instant capped = start.isAfter(LATEST) ? LATEST : start.isBefore(Instant.EPOCH) ? Instant.EPOCH : start;
        String millis = Long.toString(capped.toEpochMilli());
        return prefix(metric, window) + "0".repeat(START_DIGITS - millis.length()) + millis + "/";
    }

    static String prefix(Metric metric, Window window) {
        return metric.metricName() + "/" + window.name() + "/";
    }

    /** The start in {@code text}, which begins with a {@link #prefix(Metric, Window)} of length {@code prefixLength}. */
    static Instant start(String text, int prefixLength) {
        return Instant.ofEpochMilli(Long.parseLong(text, prefixLength, prefixLength + START_DIGITS, 10));
    }

    /** The text of the labels in {@code text}, which begins with a {@link #prefix(Metric, Window)} of length {@code prefixLength}. */
    static String labels(String text, int prefixLength) {
        int from = prefixLength + START_DIGITS + 1;
        return text.substring(from, text.indexOf('/', from));
    }

    /** The key that {@code text} is of; throws IllegalArgumentException if it is none of this release. */
    static StatKey parse(String text) {
        String[] parts = text.split("/", PARTS);
        @Nullable Metric metric = METRICS.get(parts[0]);
        if (parts.length != PARTS || metric == null) {
            throw new IllegalArgumentException("not a key of the stats topic: " + text);
        }
        return new StatKey(
                metric,
                Window.valueOf(parts[1]),
                Instant.ofEpochMilli(Long.parseLong(parts[2])),
                Labels.parse(parts[3]),
                parts[4]);
    }

    StatKey in(Window other) {
        return new StatKey(metric, other, other.start(start), labels, part);
    }
}
