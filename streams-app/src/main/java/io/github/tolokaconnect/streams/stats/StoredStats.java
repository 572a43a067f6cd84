package io.github.tolokaconnect.streams.stats;

import static java.util.Objects.requireNonNull;

import io.github.tolokaconnect.streams.intake.StateUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the stats topic into a store that every instance has all of, and answers from it. */
public final class StoredStats implements Stats {

    /** Name of the store. */
    public static final String STORE = "stats";

    private static final Logger LOG = LoggerFactory.getLogger(StoredStats.class);

    private final Supplier<ReadOnlyKeyValueStore<String, byte[]>> store;

    /** Answers from what {@code store} supplies, which is asked for each time. */
    public StoredStats(Supplier<ReadOnlyKeyValueStore<String, byte[]>> store) {
        this.store = store;
    }

    /** Adds the store, filled from {@code statsTopic}. */
    public static void addTo(Topology topology, String statsTopic) {
        topology.addGlobalStore(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(STORE), Serdes.String(), Serdes.ByteArray())
                        .withLoggingDisabled(),
                "stats-topic",
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                statsTopic,
                "stats-reader",
                Reader::new);
    }

    @Override
    public Map<Labels, Stat> totals(Metric metric) {
        return windows(metric, Window.TOTAL, Instant.EPOCH, Instant.EPOCH.plusMillis(1))
                .getOrDefault(Instant.EPOCH, Map.of());
    }

    @Override
    public NavigableMap<Instant, Map<Labels, Stat>> windows(Metric metric, Window window, Instant from, Instant to) {
        int prefix = StatKey.prefix(metric, window).length();
        NavigableMap<Instant, Map<Labels, Stat>> found = new TreeMap<>();
        // The same few labels come in every window.
        Map<String, Labels> labels = new HashMap<>();
        try (KeyValueIterator<String, byte[]> rows =
                store.get().range(StatKey.prefix(metric, window, from), StatKey.prefix(metric, window, to))) {
            while (rows.hasNext()) {
                KeyValue<String, byte[]> row = rows.next();
                found.computeIfAbsent(StatKey.start(row.key, prefix), start -> new LinkedHashMap<>())
                        .merge(
                                labels.computeIfAbsent(StatKey.labels(row.key, prefix), Labels::parse),
                                StatCodec.decode(row.value),
                                Stat::plus);
            }
        } catch (InvalidStateStoreException e) {
            throw new StateUnavailableException("The stats are being restored or moved.");
        }
        return found;
    }

    private static final class Reader extends ContextualProcessor<byte[], byte[], Void, Void> {

        @Override
        public void process(Record<byte[], byte[]> record) {
            KeyValueStore<String, byte[]> rows = requireNonNull(context().getStateStore(STORE));
            byte @Nullable [] key = record.key();
            byte @Nullable [] value = record.value();
            if (key != null) {
                keep(rows, new String(key, StandardCharsets.UTF_8), value);
            }
        }

        private static void keep(KeyValueStore<String, byte[]> rows, String key, byte @Nullable [] value) {
            if (value == null) {
                rows.delete(key);
                return;
            }
            try {
                StatKey.parse(key);
                StatCodec.decode(value);
            } catch (IllegalArgumentException e) {
                LOG.warn("TLK-702 A row of the stats was left out key={} problem=\"{}\"", key, e.getMessage());
                return;
            }
            rows.put(key, value);
        }
    }
}
