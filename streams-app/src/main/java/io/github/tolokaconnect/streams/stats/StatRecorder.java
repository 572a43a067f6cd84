package io.github.tolokaconnect.streams.stats;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.common.config.TopicConfig;
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
 * Counts, for one stream task. Every count goes into a small row of its minute, in the task's store, so that it is committed with the
 * event that it is about. Once in a while the small rows are added to those of their minute, their hour and the total, which are
 * published, and vanish: in one transaction, so nothing is published twice or lost. Owned by a stream thread.
 */
public final class StatRecorder {

    private static final Duration PUBLISH_EVERY = Duration.ofSeconds(1);
    private static final Duration FORGET_EVERY = Duration.ofMinutes(5);
    private static final int FORGOTTEN_AT_ONCE = 10_000;
    /** Times further ahead are taken for now: a row in a far future would never be forgotten. */
    private static final Duration FUTURE = Duration.ofDays(1);
    /** Before the key of a row that is not added to the others yet; sorted before all metrics. */
    private static final String PENDING = "+";

    private static final String AFTER_PENDING = ",";

    private static final String SMALL_SEGMENTS = Integer.toString(32 * 1024 * 1024);

    private final ProcessorContext<? super byte[], ? super byte[]> context;
    private final KeyValueStore<String, Stat> rows;
    private final String sink;
    private final Series series;
    private final Set<String> pending = new HashSet<>();

    private StatRecorder(String topology, ProcessorContext<? super byte[], ? super byte[]> context) {
        this.context = context;
        this.rows = context.getStateStore(store(topology));
        this.sink = sink(topology);
        this.series = new Series(topology + "-" + context.taskId().partition());
    }

    /**
     * Gives the processors {@code processors} of {@code topology} what they need to count: a store, and a sink that writes to
     * {@code statsTopic}.
     */
    public static void addTo(Topology built, String topology, String statsTopic, String... processors) {
        // One write per event would be one changelog record per event; the cache makes it one per commit. The changelog
        // is
        // the same few rows over and over again, and only closed segments are compacted.
        built.addStateStore(
                Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(store(topology)), Serdes.String(), new StatSerde())
                        .withLoggingEnabled(Map.of(TopicConfig.SEGMENT_BYTES_CONFIG, SMALL_SEGMENTS))
                        .withCachingEnabled(),
                processors);
        built.addSink(sink(topology), statsTopic, new ByteArraySerializer(), new ByteArraySerializer(), processors);
    }

    /** The recorder of one of these processors, made in its {@code init}. Of several in one stream task, each has its own. */
    public static StatRecorder of(String topology, ProcessorContext<? super byte[], ? super byte[]> context) {
        StatRecorder recorder = new StatRecorder(topology, context);
        recorder.recall();
        context.schedule(PUBLISH_EVERY, PunctuationType.WALL_CLOCK_TIME, recorder::publish);
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
        long now = context.currentSystemTimeMs();
        long millis = at.isAfter(Instant.ofEpochMilli(now).plus(FUTURE)) ? now : Math.max(0, at.toEpochMilli());
        String key = series.minute(metric, labels, millis);
        String row = PENDING + key;
        Stat before = rows.get(row);
        rows.put(row, before == null ? stat : before.plus(stat));
        pending.add(key);
    }

    /** What a former owner of this stream task counted and had no time to publish, and the series that it told apart. */
    private void recall() {
        scan(PENDING, AFTER_PENDING, row -> pending.add(row.substring(PENDING.length())));
        for (Metric metric : Metric.values()) {
            String first = StatKey.prefix(metric, Window.TOTAL);
            scan(
                    first,
                    after(first),
                    row -> series.recall(metric, StatKey.parse(row).labels()));
        }
    }

    private void publish(long now) {
        Map<String, Stat> grown = new LinkedHashMap<>();
        for (String text : pending) {
            Stat more = rows.delete(PENDING + text);
            // Another processor of this stream task may have been here first.
            if (more != null) {
                StatKey minute = StatKey.parse(text);
                grow(grown, text, more);
                grow(grown, minute.in(Window.HOUR).text(), more);
                grow(grown, minute.in(Window.TOTAL).text(), more.until(minute.start()));
            }
        }
        pending.clear();
        grown.forEach((row, stat) -> {
            rows.put(row, stat);
            forward(row, StatCodec.encode(stat), now);
        });
    }

    private void grow(Map<String, Stat> grown, String row, Stat more) {
        Stat before = grown.containsKey(row) ? grown.get(row) : rows.get(row);
        grown.put(row, before == null ? more : before.plus(more));
    }

    private void forget(Instant now) {
        publish(now.toEpochMilli());
        for (Metric metric : Metric.values()) {
            for (Window window : List.of(Window.MINUTE, Window.HOUR)) {
                forget(
                        StatKey.prefix(metric, window, Instant.EPOCH),
                        StatKey.prefix(metric, window, now.minus(window.retention())),
                        now);
            }
        }
    }

    private void forget(String from, String to, Instant now) {
        List<String> old = new ArrayList<>();
        try (KeyValueIterator<String, Stat> found = rows.range(from, to)) {
            while (found.hasNext() && old.size() < FORGOTTEN_AT_ONCE) {
                old.add(found.next().key);
            }
        }
        for (String key : old) {
            rows.delete(key);
            forward(key, null, now.toEpochMilli());
        }
    }

    private void scan(String from, String to, Consumer<String> each) {
        try (KeyValueIterator<String, Stat> found = rows.range(from, to)) {
            while (found.hasNext()) {
                KeyValue<String, Stat> row = found.next();
                each.accept(row.key);
            }
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

    private static String store(String topology) {
        return topology + "-stats";
    }

    private static String sink(String topology) {
        return topology + "-stats-sink";
    }
}
