package io.github.tolokaconnect.streams.control;

import static java.util.Objects.requireNonNull;

import io.github.tolokaconnect.streams.intake.AppTopics;
import io.github.tolokaconnect.streams.intake.WrittenTimestamps;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * The part of the topology that reads the control topic into the memory of every instance.
 *
 * <p>The store is kept in memory, which is not for speed: Kafka Streams sends the records that it restores through the processor, but only
 * those that a store on disk does not have yet. One without a disk begins at the first record at every start, and no stream thread begins
 * before the last one is read; so the documents are complete from the first prediction on.
 */
public final class ControlTopology {

    /** Name of the store. */
    public static final String STORE = "controls";

    private ControlTopology() {}

    /** Adds the reader of the control topic; what it has read is in the result. */
    public static Controls addTo(Topology topology, AppTopics topics) {
        StoredControls controls = new StoredControls();
        topology.addGlobalStore(
                Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(STORE), Serdes.String(), Serdes.ByteArray())
                        .withLoggingDisabled(),
                "control-topic",
                new WrittenTimestamps(),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                topics.control(),
                "control-reader",
                () -> new Reader(controls));
        return controls;
    }

    private static final class Reader extends ContextualProcessor<byte[], byte[], Void, Void> {

        private final StoredControls controls;

        Reader(StoredControls controls) {
            this.controls = controls;
        }

        @Override
        public void process(Record<byte[], byte[]> record) {
            byte @Nullable [] key = record.key();
            if (key == null) {
                return;
            }
            byte @Nullable [] value = record.value();
            String name = new String(key, StandardCharsets.UTF_8);
            KeyValueStore<String, byte[]> store = requireNonNull(context().getStateStore(STORE));
            if (value == null) {
                store.delete(name);
            } else {
                store.put(name, value);
            }
            controls.put(name, value, Instant.ofEpochMilli(record.timestamp()));
        }
    }
}
