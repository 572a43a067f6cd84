package io.github.tolokaconnect.streams.stats;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/** Reads the stats topic into a store that every instance has all of, and answers from it. */
public final class StoredStats implements Stats {

    /** Name of the store. */
    public static final String STORE = "stats";

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
        NavigableMap<Instant, Map<Labels, Stat>> found = new TreeMap<>();
        try (KeyValueIterator<String, byte[]> rows =
                store.get().range(StatKey.prefix(metric, window, from), StatKey.prefix(metric, window, to))) {
            while (rows.hasNext()) {
                KeyValue<String, byte[]> row = rows.next();
                StatKey key = StatKey.parse(row.key);
                found.computeIfAbsent(key.start(), start -> new LinkedHashMap<>())
                        .merge(key.labels(), StatCodec.decode(row.value), Stat::plus);
            }
        }
        return found;
    }

    private static final class Reader extends ContextualProcessor<byte[], byte[], Void, Void> {

        @Override
        public void process(Record<byte[], byte[]> record) {
            KeyValueStore<String, byte[]> rows = requireNonNull(context().getStateStore(STORE));
            byte @Nullable [] value = record.value();
            String key = new String(record.key(), StandardCharsets.UTF_8);
            if (value == null) {
                rows.delete(key);
            } else {
                rows.put(key, value);
            }
        }
    }
}
