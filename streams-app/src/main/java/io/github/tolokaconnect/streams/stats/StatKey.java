package io.github.tolokaconnect.streams.stats;

import java.time.Instant;
import java.util.Locale;

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

    StatKey {
        if (labels.values().size() != metric.labels().size()) {
            throw new IllegalArgumentException(metric + " has the labels " + metric.labels() + ", not "
                    + labels.values().size());
        }
    }

    String text() {
        return prefix(metric, window, start) + labels.text() + "/" + part;
    }

    static String prefix(Metric metric, Window window, Instant start) {
        return prefix(metric, window) + String.format(Locale.ROOT, "%013d", Math.max(0, start.toEpochMilli())) + "/";
    }

    static String prefix(Metric metric, Window window) {
        return metric.metricName() + "/" + window.name() + "/";
    }

    /** The key that {@code text} is of; throws IllegalArgumentException if it is none of this release. */
    static StatKey parse(String text) {
        String[] parts = text.split("/", PARTS);
        if (parts.length == PARTS) {
            for (Metric metric : Metric.values()) {
                if (metric.metricName().equals(parts[0])) {
                    return new StatKey(
                            metric,
                            Window.valueOf(parts[1]),
                            Instant.ofEpochMilli(Long.parseLong(parts[2])),
                            Labels.parse(parts[3]),
                            parts[4]);
                }
            }
        }
        throw new IllegalArgumentException("not a key of the stats topic: " + text);
    }

    StatKey in(Window other) {
        return new StatKey(metric, other, other.start(start), labels, part);
    }
}
