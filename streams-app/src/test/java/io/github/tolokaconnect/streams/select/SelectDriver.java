package io.github.tolokaconnect.streams.select;

import static io.github.tolokaconnect.streams.Fixtures.NOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.events.Decision;
import io.github.tolokaconnect.events.Decision.SourceRecord;
import io.github.tolokaconnect.events.EventCodec;
import io.github.tolokaconnect.streams.control.ControlTopology;
import io.github.tolokaconnect.streams.control.Controls;
import io.github.tolokaconnect.streams.intake.AppTopics;
import io.github.tolokaconnect.streams.stats.Metric;
import io.github.tolokaconnect.streams.stats.Stats;
import io.github.tolokaconnect.streams.stats.StoredStats;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** Both steps with their control documents, at noon. What comes out is kept until it is asked for. */
final class SelectDriver implements AutoCloseable {

    private static final EventCodec CODEC = new EventCodec();
    private static final AppTopics TOPICS = AppTopics.standard();

    private final TopologyTestDriver driver;
    private final StoredRoutes routes;
    private final TestOutputTopic<byte[], byte[]> decisionTopic;
    private final TestOutputTopic<byte[], byte[]> taskTopic;
    private final TestOutputTopic<byte[], byte[]> deadTopic;
    private final List<Decision> decisions = new ArrayList<>();
    private final List<TestRecord<String, String>> tasks = new ArrayList<>();
    private final List<TestRecord<byte[], byte[]>> dead = new ArrayList<>();

    SelectDriver(Path state) {
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "select-test");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        config.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        Topology topology = new Topology();
        Controls controls = ControlTopology.addTo(topology, TOPICS);
        routes = new StoredRoutes(controls, SelectSettings.STANDARD);
        StoredStats.addTo(topology, TOPICS.stats());
        SelectTopology.addTo(topology, TOPICS, routes, SelectSettings.STANDARD, CODEC);
        driver = new TopologyTestDriver(topology, config, NOON);
        decisionTopic = output(TOPICS.decisions());
        taskTopic = output(TOPICS.tasks());
        deadTopic = output(TOPICS.deadLetters());
    }

    Routes routes() {
        return routes;
    }

    void control(String key, @Nullable String json) {
        input(TOPICS.control()).pipeInput(key.getBytes(UTF_8), json == null ? null : Samples.bytes(json));
    }

    void route(String name, String fields) {
        control("route/" + name, Samples.routeJson(name, fields));
    }

    void predict(String item, double... confidences) {
        predict(item, NOON, confidences);
    }

    void predict(String item, Instant time, double... confidences) {
        predict(Samples.predictionJson(item, confidences), time);
    }

    void predict(String json, Instant time) {
        predict(Samples.bytes(json), time);
    }

    void predict(String json, Instant time, Headers headers) {
        input(TOPICS.predictions()).pipeInput(new TestRecord<>(null, Samples.bytes(json), headers, time));
    }

    void predict(byte @Nullable [] value, Instant time) {
        input(TOPICS.predictions()).pipeInput(new TestRecord<>(null, value, new RecordHeaders(), time));
    }

    /** Gives the second step what the first would make of a prediction at {@code record}. */
    void deliver(SourceRecord record, Instant time) {
        Outcome outcome = new Selector(Samples.confidences(0.5, 0.5), record, time).decide(routes.book(), time);
        assertThat(outcome).isInstanceOf(Outcome.Chosen.class);
        Outcome.Chosen chosen = (Outcome.Chosen) outcome;
        between(chosen.key().bytes(), chosen.selected().encode(CODEC));
    }

    void between(@Nullable String key, @Nullable String value) {
        between(key == null ? null : key.getBytes(UTF_8), value == null ? null : value.getBytes(UTF_8));
    }

    void between(byte @Nullable [] key, byte @Nullable [] value) {
        input(TOPICS.selected()).pipeInput(key, value, NOON);
    }

    /** The only decision. */
    Decision decision() {
        assertThat(decisions()).hasSize(1);
        return decisions.get(0);
    }

    List<Decision> decisions() {
        decisionTopic.readRecordsToList().forEach(record -> decisions.add(decision(record)));
        return decisions;
    }

    TestRecord<byte[], byte[]> decisionRecord() {
        return decisionTopic.readRecord();
    }

    static Decision decision(TestRecord<byte[], byte[]> record) {
        Decision decision = CODEC.decode(record.value(), Decision.class);
        assertThat(new String(record.key(), UTF_8)).isEqualTo(decision.itemId());
        return decision;
    }

    /** The only task. */
    TestRecord<String, String> task() {
        assertThat(tasks()).hasSize(1);
        return tasks.get(0);
    }

    List<TestRecord<String, String>> tasks() {
        taskTopic
                .readRecordsToList()
                .forEach(record -> tasks.add(new TestRecord<>(
                        new String(record.key(), UTF_8),
                        new String(record.value(), UTF_8),
                        record.headers(),
                        record.getRecordTime())));
        return tasks;
    }

    List<TestRecord<byte[], byte[]>> deadLetters() {
        dead.addAll(deadTopic.readRecordsToList());
        return dead;
    }

    /** What was counted, as {@code metric/labels=count}. */
    List<String> counted() {
        driver.advanceWallClockTime(Duration.ofSeconds(2));
        Stats stats = new StoredStats(() -> driver.getKeyValueStore(StoredStats.STORE));
        List<String> counted = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            stats.totals(metric)
                    .forEach((labels, stat) -> counted.add(
                            metric.metricName() + "/" + String.join(",", labels.values()) + "=" + stat.count()));
        }
        return counted;
    }

    static Map<String, String> headers(TestRecord<?, ?> record) {
        Map<String, String> headers = new TreeMap<>();
        record.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        return headers;
    }

    @Override
    public void close() {
        driver.close();
    }

    private TestInputTopic<byte[], byte[]> input(String topic) {
        return driver.createInputTopic(
                topic, new ByteArraySerializer(), new ByteArraySerializer(), NOON, Duration.ZERO);
    }

    private TestOutputTopic<byte[], byte[]> output(String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
