package io.github.tolokaconnect.streams.stats;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * Counts, for one stream task. Every count goes into the row of its minute, in the task's store, so that it is committed with the event
 * that it is about; once in a while the rows that have changed are added to those of their hour and of the total, and published.
 * Owned by a stream thread.
 */
public final class StatRecorder {

    private static final Duration PUBLISH_EVERY = Duration.ofSeconds(1);
    private static final Duration FORGET_EVERY = Duration.ofMinutes(5);

    private final ProcessorContext<? super byte[], ? super byte[]> context;
    private final KeyValueStore<String, Tally> minutes;
    private final KeyValueStore<String, Tally> published;
    private final String sink;
    private final String part;
    private final Set<String> changed = new LinkedHashSet<>();
    private final Map<Metric, Set<Labels>> series = new EnumMap<>(Metric.class);

    private StatRecorder(String topology, ProcessorContext<? super byte[], ? super byte[]> context) {
        this.context = context;
        this.minutes = context.getStateStore(minutesStore(topology));
        this.published = context.getStateStore(publishedStore(topology));
        this.sink = sink(topology);
        this.part = topology + "-" + context.taskId().partition();
    }

    /**
     * Gives the processors {@code processors} of {@code topology} what they need to count: two stores, and a sink that writes to
     * {@code statsTopic}.
     */
    public static void addTo(Topology built, String topology, String statsTopic, String... processors) {
        // One write per event would be one changelog record per event; the cache makes it one per commit.
        built.addStateStore(
                Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(minutesStore(topology)),
                                Serdes.String(),
                                new TallySerde())
                        .withCachingEnabled(),
                processors);
        built.addStateStore(
                Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(publishedStore(topology)),
                                Serdes.String(),
                                new TallySerde())
                        .withCachingEnabled(),
                processors);
        built.addSink(sink(topology), statsTopic, new ByteArraySerializer(), new ByteArraySerializer(), processors);
    }

    /** The recorder of one of these processors, made in its {@code init}. Of several in one stream task, each has its own. */
    public static StatRecorder of(String topology, ProcessorContext<? super byte[], ? super byte[]> context) {
        StatRecorder recorder = new StatRecorder(topology, context);
        recorder.recall();
        context.schedule(PUBLISH_EVERY, PunctuationType.WALL_CLOCK_TIME, now -> recorder.publish(now));
        context.schedule(
                FORGET_EVERY, PunctuationType.WALL_CLOCK_TIME, now -> recorder.forget(Instant.ofEpochMilli(now)));
        return recorder;
    }

    /** One more. */
    public void count(Metric metric, Instant at, Labels labels) {
        add(metric, at, labels, Stat.count(1));
    }

    /** {@code change} more, or less. */
    public void change(Metric metric, Instant at, Labels labels, long change) {
        add(metric, at, labels, Stat.count(change));
    }

    /** One more, shown by the event {@code eventId}. */
    public void sample(Metric metric, Instant at, Labels labels, UUID eventId) {
        add(metric, at, labels, Stat.sample(eventId));
    }

    /** One more, which took so long. */
    public void time(Metric metric, Instant at, Labels labels, Duration took) {
        add(metric, at, labels, Stat.duration(took));
    }

    private void add(Metric metric, Instant at, Labels labels, Stat stat) {
        StatKey key = new StatKey(metric, Window.MINUTE, Window.MINUTE.start(at), bounded(metric, labels), part);
        String text = key.text();
        Tally before = minutes.get(text);
        minutes.put(text, (before == null ? Tally.NONE : before).plus(stat));
        changed.add(text);
    }

    private Labels bounded(Metric metric, Labels labels) {
        Set<Labels> known = series.computeIfAbsent(metric, unseen -> new HashSet<>());
        if (known.contains(labels)) {
            return labels;
        }
        if (known.size() >= metric.mostSeries()) {
            return labels.other();
        }
        known.add(labels);
        return labels;
    }

    /** What a former owner of this stream task counted and had no time to publish, and the series that it told apart. */
    private void recall() {
        try (KeyValueIterator<String, Tally> rows = minutes.all()) {
            while (rows.hasNext()) {
                KeyValue<String, Tally> row = rows.next();
                if (!row.value.unpublished().equals(Stat.NONE)) {
                    changed.add(row.key);
                }
            }
        }
        for (Metric metric : Metric.values()) {
            String first = StatKey.prefix(metric, Window.TOTAL);
            try (KeyValueIterator<String, Tally> rows = published.range(first, after(first))) {
                while (rows.hasNext()) {
                    series.computeIfAbsent(metric, unseen -> new HashSet<>())
                            .add(StatKey.parse(rows.next().key).labels());
                }
            }
        }
    }

    private void publish(long now) {
        Set<String> longer = new LinkedHashSet<>();
        for (String text : changed) {
            Tally tally = minutes.get(text);
            if (tally == null) {
                continue;
            }
            StatKey key = StatKey.parse(text);
            for (Window window : List.of(Window.HOUR, Window.TOTAL)) {
                String row = key.in(window).text();
                Tally sum = published.get(row);
                published.put(
                        row, new Tally((sum == null ? Stat.NONE : sum.stat()).plus(tally.unpublished()), Stat.NONE));
                longer.add(row);
            }
            minutes.put(text, tally.published());
            forward(text, StatCodec.encode(tally.stat()), now);
        }
        changed.clear();
        for (String row : longer) {
            Tally sum = published.get(row);
            if (sum != null) {
                forward(row, StatCodec.encode(sum.stat()), now);
            }
        }
    }

    private void forget(Instant now) {
        publish(now.toEpochMilli());
        for (Metric metric : Metric.values()) {
            forget(minutes, metric, Window.MINUTE, now);
            forget(published, metric, Window.HOUR, now);
        }
    }

    private void forget(KeyValueStore<String, Tally> rows, Metric metric, Window window, Instant now) {
        List<String> old = new ArrayList<>();
        try (KeyValueIterator<String, Tally> found = rows.range(
                StatKey.prefix(metric, window, Instant.EPOCH),
                StatKey.prefix(metric, window, now.minus(window.retention())))) {
            found.forEachRemaining(row -> old.add(row.key));
        }
        for (String key : old) {
            rows.delete(key);
            forward(key, null, now.toEpochMilli());
        }
    }

    @SuppressWarnings("NullAway") // A null value is a tombstone.
    private void forward(String key, byte @Nullable [] value, long now) {
        context.forward(new Record<>(key.getBytes(StandardCharsets.UTF_8), value, now), sink);
    }

    /** The first text after all that begin with {@code prefix}, which ends in a slash. */
    static String after(String prefix) {
        return prefix.substring(0, prefix.length() - 1) + (char) ('/' + 1);
    }

    private static String minutesStore(String topology) {
        return topology + "-stat-minutes";
    }

    private static String publishedStore(String topology) {
        return topology + "-stat-sums";
    }

    private static String sink(String topology) {
        return topology + "-stats";
    }
}
