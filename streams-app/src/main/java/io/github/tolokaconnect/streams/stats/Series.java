package io.github.tolokaconnect.streams.stats;

import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * The series that one stream task tells apart, each with the key of its latest minute, so that counting builds no text. Further
 * series than a metric may have are one series. Owned by a stream thread.
 */
final class Series {

    private final String part;
    private final Map<Metric, Map<Labels, Keys>> known = new EnumMap<>(Metric.class);

    Series(String part) {
        this.part = part;
    }

    /** This one is told apart, whatever the bound: it was before. */
    void recall(Metric metric, Labels labels) {
        of(metric).computeIfAbsent(labels, unseen -> new Keys(metric, labels, part));
    }

    /** The key of a minute's row; {@code labels} may be replaced by {@link Labels#other()}. */
    String minute(Metric metric, Labels labels, long at) {
        Map<Labels, Keys> series = of(metric);
        Keys keys = series.get(labels);
        return (keys == null ? found(metric, labels.shortened(), series) : keys).minute(at);
    }

    private Keys found(Metric metric, Labels labels, Map<Labels, Keys> series) {
        Labels bounded = series.containsKey(labels) || series.size() < metric.mostSeries() ? labels : labels.other();
        return series.computeIfAbsent(bounded, unseen -> new Keys(metric, unseen, part));
    }

    private Map<Labels, Keys> of(Metric metric) {
        return known.computeIfAbsent(metric, unseen -> new HashMap<>());
    }

    /** The keys of one series. */
    private static final class Keys {

        private static final long MINUTE = Window.MINUTE.size().toMillis();

        private final StatKey key;
        private final String labels;
        private long latest = -1;
        private String text = "";

        Keys(Metric metric, Labels labels, String part) {
            this.key = new StatKey(metric, Window.MINUTE, Instant.EPOCH, labels, part);
            this.labels = labels.text();
        }

        String minute(long at) {
            long minute = at / MINUTE * MINUTE;
            if (minute != latest) {
                text = StatKey.text(key.metric(), Window.MINUTE, Instant.ofEpochMilli(minute), labels, key.part());
                latest = minute;
            }
            return text;
        }
    }
}
