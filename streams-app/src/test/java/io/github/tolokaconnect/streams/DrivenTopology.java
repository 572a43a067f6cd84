package io.github.tolokaconnect.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.tolokaconnect.events.Event;
import io.github.tolokaconnect.events.EventCodec;
import io.github.tolokaconnect.events.EventKeys;
import io.github.tolokaconnect.streams.intake.AppTopics;
import io.github.tolokaconnect.streams.stats.Labels;
import io.github.tolokaconnect.streams.stats.Metric;
import io.github.tolokaconnect.streams.stats.Stat;
import io.github.tolokaconnect.streams.stats.StoredStats;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** A part of the topology that runs on a driver from noon, together with what it counts. */
public final class DrivenTopology implements AutoCloseable {

    public static final AppTopics TOPICS = AppTopics.standard();
    public static final EventCodec CODEC = new EventCodec();

    private final Consumer<Topology> part;
    private final Path directory;
    private final TopologyTestDriver driver;
    private Instant now;

    /** Starts what {@code part} builds, with its state in {@code directory}. */
    public DrivenTopology(Consumer<Topology> part, Path directory) {
        this(part, directory, Fixtures.NOON);
    }

    private DrivenTopology(Consumer<Topology> part, Path directory, Instant start) {
        this.part = part;
        this.directory = directory;
        this.now = start;
        Topology topology = new Topology();
        part.accept(topology);
        StoredStats.addTo(topology, TOPICS.stats());
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "driven");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        config.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        driver = new TopologyTestDriver(topology, config, start);
    }

    /** Writes events under their keys; those about records under {@code key}. */
    public void publish(String topic, String key, Event... events) {
        for (Event event : events) {
            publish(topic, EventKeys.of(event, key.getBytes(UTF_8)), CODEC.encode(event), new RecordHeaders());
        }
    }

    /** Writes a text. */
    public void publish(String topic, String key, String value) {
        publish(topic, key.getBytes(UTF_8), value.getBytes(UTF_8), new RecordHeaders());
    }

    /** Writes a record. */
    public void publish(String topic, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(key, value, headers, now));
    }

    /** What was written to a topic since this was asked last. */
    public List<TestRecord<byte[], byte[]>> written(String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    /** The events that were written to a topic since this was asked last. */
    public <E extends Event> List<E> events(String topic, Class<E> eventClass) {
        return written(topic).stream()
                .map(record -> CODEC.decode(record.value(), eventClass))
                .toList();
    }

    /** Lets time pass, a second at a time at first. */
    public void advance(Duration duration) {
        now = now.plus(duration);
        driver.advanceWallClockTime(duration);
    }

    /** What was counted, once that has been published. */
    public Map<Labels, Stat> totals(Metric metric) {
        advance(Duration.ofSeconds(2));
        Map<Labels, Stat> totals = new LinkedHashMap<>();
        new StoredStats(() -> driver.getKeyValueStore(StoredStats.STORE))
                .totals(metric)
                .forEach((labels, stat) ->
                        totals.put(labels, new Stat(stat.count(), stat.seconds(), stat.buckets(), stat.samples())));
        return totals;
    }

    /** How many were counted, once that has been published. */
    public Map<Labels, Long> counts(Metric metric) {
        Map<Labels, Long> counts = new HashMap<>();
        totals(metric).forEach((labels, stat) -> counts.put(labels, stat.count()));
        return counts;
    }

    /** The sum over all labels of what was counted. */
    public long total(Metric metric) {
        return totals(metric).values().stream().mapToLong(Stat::count).sum();
    }

    /** A store. */
    public KeyValueStore<String, byte[]> store(String name) {
        return driver.getKeyValueStore(name);
    }

    /** Stops, and starts again with the state as it is: what a restart, or another instance, finds in the changelogs. */
    public DrivenTopology restarted() {
        Map<String, List<Object[]>> state = new HashMap<>();
        driver.getAllStateStores().forEach((name, store) -> state.put(name, entries(store)));
        close();
        DrivenTopology next = new DrivenTopology(part, directory, now);
        state.forEach((name, entries) -> entries.forEach(
                entry -> next.driver.<Object, Object>getKeyValueStore(name).put(entry[0], entry[1])));
        return next;
    }

    @SuppressWarnings("unchecked")
    private static List<Object[]> entries(StateStore store) {
        List<Object[]> entries = new ArrayList<>();
        try (KeyValueIterator<Object, Object> all = ((KeyValueStore<Object, Object>) store).all()) {
            all.forEachRemaining(entry -> entries.add(new Object[] {entry.key, entry.value}));
        }
        return entries;
    }

    @Override
    public void close() {
        driver.close();
    }
}
