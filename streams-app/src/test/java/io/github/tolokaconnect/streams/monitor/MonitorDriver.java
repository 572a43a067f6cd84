package io.github.tolokaconnect.streams.monitor;

import static io.github.tolokaconnect.streams.Fixtures.NOON;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.tolokaconnect.events.Alert;
import io.github.tolokaconnect.events.Event;
import io.github.tolokaconnect.events.EventCodec;
import io.github.tolokaconnect.events.EventKeys;
import io.github.tolokaconnect.streams.alerts.AlertSettings;
import io.github.tolokaconnect.streams.intake.AppTopics;
import io.github.tolokaconnect.streams.intake.Intake;
import io.github.tolokaconnect.streams.stats.Labels;
import io.github.tolokaconnect.streams.stats.Metric;
import io.github.tolokaconnect.streams.stats.Stat;
import io.github.tolokaconnect.streams.stats.StoredStats;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The monitor, run from noon on. */
final class MonitorDriver implements AutoCloseable {

    static final AppTopics TOPICS = AppTopics.standard();
    static final Duration RETENTION = Duration.ofDays(35);

    private static final EventCodec CODEC = new EventCodec();

    final List<Operation> told = new ArrayList<>();
    final OperationQueries operations = new StoredOperations(new Parts(), TOPICS);
    final MonitorQueries monitor = new StoredMonitor(new Parts(), TOPICS);
    private final TopologyTestDriver driver;

    MonitorDriver(Path directory) {
        Topology topology = new Topology();
        StoredStats.addTo(topology, TOPICS.stats());
        MonitorTopology.addTo(
                topology, TOPICS, new MonitorSettings(RETENTION, AlertSettings.standard()), CODEC, told::add);
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "monitor-test");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        config.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
        driver = new TopologyTestDriver(topology, config, NOON);
    }

    void publish(String topic, Event... events) {
        for (Event event : events) {
            publish(topic, EventKeys.of(event, null), CODEC.encode(event));
        }
    }

    void publish(String topic, byte[] key, byte @Nullable [] value) {
        driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(key, value, NOON);
    }

    void pass(Duration time) {
        driver.advanceWallClockTime(time);
    }

    /** What was counted, as readers know it a second later. */
    Map<Labels, Long> counts(Metric metric) {
        Map<Labels, Long> counts = new HashMap<>();
        totals(metric).forEach((labels, stat) -> counts.put(labels, stat.count()));
        return counts;
    }

    Map<Labels, Stat> totals(Metric metric) {
        pass(Duration.ofSeconds(1));
        return new StoredStats(() -> driver.getKeyValueStore(StoredStats.STORE)).totals(metric);
    }

    /** The alert events since the last call. */
    List<TestRecord<byte[], byte[]>> alertRecords() {
        return driver.createOutputTopic(TOPICS.alerts(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    List<Alert> alerts() {
        return alertRecords().stream()
                .map(record -> CODEC.decode(record.value(), Alert.class))
                .toList();
    }

    /** The reasons of the dead letters since the last call. */
    List<String> deadLetters() {
        return driver
                .createOutputTopic(TOPICS.deadLetters(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList()
                .stream()
                .map(letter ->
                        new String(letter.headers().lastHeader(Intake.REASON).value(), UTF_8))
                .toList();
    }

    @Override
    public void close() {
        driver.close();
    }

    private final class Parts implements StoreParts {

        @Override
        public <V> List<ReadOnlyKeyValueStore<String, V>> of(String store, String topic) {
            return List.of(driver.getKeyValueStore(store));
        }
    }
}
