package io.github.tolokaconnect.streams.stats;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** An application that only counts: two processors of one stream task, told by each record's value what to count. */
public final class CountingTopology implements AutoCloseable {

    /** Name of its stats topic. */
    public static final String STATS = "stats";

    private final TopologyTestDriver driver;

    /** Starts at {@code now}, with the state in {@code directory}; each record is counted as {@code counting} says. */
    public CountingTopology(Path directory, Instant now, BiConsumer<StatRecorder, String> counting) {
        Topology topology = new Topology();
        for (String name : new String[] {"left", "right"}) {
            topology.addSource(name, new ByteArrayDeserializer(), new ByteArrayDeserializer(), name);
            topology.addProcessor(name + "-counter", () -> new Counter(counting), name);
        }
        StatRecorder.addTo(topology, "test", STATS, "left-counter", "right-counter");
        StoredStats.addTo(topology, STATS);
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "counting");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        config.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
        driver = new TopologyTestDriver(topology, config, now);
    }

    /** Sends {@code what} to the processor {@code to}, left or right. */
    public void send(String to, String what) {
        driver.createInputTopic(to, new ByteArraySerializer(), new ByteArraySerializer(), Instant.EPOCH, Duration.ZERO)
                .pipeInput(what.getBytes(UTF_8));
    }

    /** Lets {@code time} pass; what is published by then arrives at the readers. */
    public void pass(Duration time) {
        driver.advanceWallClockTime(time);
    }

    /** What readers know. */
    public Stats stats() {
        return new StoredStats(() -> driver.getKeyValueStore(StoredStats.STORE));
    }

    /** A row as somebody else may write it. */
    public void publish(String key, byte[] value) {
        driver.createInputTopic(STATS, new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(key.getBytes(UTF_8), value);
    }

    @Override
    public void close() {
        driver.close();
    }

    /** The id of an event. */
    static UUID id(long number) {
        return new UUID(0, number);
    }

    private static final class Counter extends ContextualProcessor<byte[], byte[], byte[], byte[]> {

        private final BiConsumer<StatRecorder, String> counting;
        private StatRecorder recorder;

        Counter(BiConsumer<StatRecorder, String> counting) {
            this.counting = counting;
        }

        @Override
        public void init(ProcessorContext<byte[], byte[]> context) {
            super.init(context);
            recorder = StatRecorder.of("test", context);
        }

        @Override
        public void process(Record<byte[], byte[]> record) {
            counting.accept(recorder, new String(record.value(), UTF_8));
        }
    }
}
