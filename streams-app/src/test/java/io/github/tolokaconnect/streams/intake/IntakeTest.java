package io.github.tolokaconnect.streams.intake;

import static io.github.tolokaconnect.streams.Fixtures.CATS;
import static io.github.tolokaconnect.streams.Fixtures.NOON;
import static io.github.tolokaconnect.streams.Fixtures.at;
import static io.github.tolokaconnect.streams.Fixtures.taskCreated;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.tolokaconnect.events.EventCodec;
import io.github.tolokaconnect.events.OperationStatus;
import io.github.tolokaconnect.events.Status;
import io.github.tolokaconnect.streams.stats.Labels;
import io.github.tolokaconnect.streams.stats.Metric;
import io.github.tolokaconnect.streams.stats.Stat;
import io.github.tolokaconnect.streams.stats.StatRecorder;
import io.github.tolokaconnect.streams.stats.StoredStats;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntakeTest {

    private static final EventCodec CODEC = new EventCodec();
    private static final byte[] KEY = "key".getBytes(UTF_8);

    private final List<OperationStatus> taken = new ArrayList<>();
    private TopologyTestDriver driver;

    @BeforeEach
    void start(@TempDir Path state) {
        Topology topology = new Topology();
        topology.addSource("source", new ByteArrayDeserializer(), new ByteArrayDeserializer(), "status");
        topology.addProcessor("reader", () -> new Reader(taken), "source");
        Intake.addTo(topology, "test", "dead", "reader");
        StatRecorder.addTo(topology, "test", "stats", "reader");
        StoredStats.addTo(topology, "stats");
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "intake");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        config.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        driver = new TopologyTestDriver(topology, config, NOON);
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void takesEventsOfItsKind() {
        send(CODEC.encode(at(0, CATS, Status.PLANNED)));

        assertThat(taken).containsExactly(at(0, CATS, Status.PLANNED));
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void sortsOutWhatIsNone() {
        send("canary-event is not json".getBytes(UTF_8));
        send("{\"schema\":\"operation-status/9.0\"}".getBytes(UTF_8));
        send("{\"schema\":\"operation-status/1.0\"}".getBytes(UTF_8));
        send("{\"schema\":\"horoscope/1.0\"}".getBytes(UTF_8));
        send(CODEC.encode(taskCreated("1001", 1)));
        send(null);
        send("still no json".getBytes(UTF_8));
        send(CODEC.encode(at(0, CATS, Status.PLANNED)));

        assertThat(taken).hasSize(1);
        assertThat(deadLetters())
                .extracting(letter -> header(letter, Intake.REASON))
                .containsExactly(
                        "MALFORMED",
                        "UNSUPPORTED_VERSION",
                        "INVALID",
                        "UNKNOWN_SCHEMA",
                        "OTHER_EVENT",
                        "EMPTY",
                        "MALFORMED");
        assertThat(counts(Metric.UNREADABLE))
                .contains(entry(Labels.of("status", "MALFORMED"), 2L), entry(Labels.of("status", "EMPTY"), 1L))
                .hasSize(6);
    }

    @Test
    void keepsADeadLetterAsItWasAndSaysWhy() {
        send("canary-event is not json".getBytes(UTF_8));

        TestRecord<byte[], byte[]> letter = deadLetters().get(0);
        assertThat(letter.key()).isEqualTo(KEY);
        assertThat(letter.value()).isEqualTo("canary-event is not json".getBytes(UTF_8));
        assertThat(letter.getRecordTime()).isEqualTo(NOON);
        assertThat(header(letter, "theirs")).isEqualTo("stays");
        assertThat(header(letter, Intake.RECORD)).isEqualTo("status-0@0");
        assertThat(header(letter, Intake.PROBLEM)).startsWith("event is not well-formed JSON");
    }

    @Test
    void leavesOutAValueThatNoProducerTakes() {
        send("x".repeat(1_000_000).getBytes(UTF_8));

        TestRecord<byte[], byte[]> letter = deadLetters().get(0);
        assertThat(letter.value()).isNull();
        assertThat(header(letter, Intake.VALUE_BYTES)).isEqualTo("1000000");
    }

    @Test
    void countsLateEventsApart() {
        send(CODEC.encode(at(-1, CATS, Status.PLANNED)));

        assertThat(deadLetters())
                .extracting(letter -> header(letter, Intake.REASON))
                .containsExactly("LATE");
        assertThat(counts(Metric.LATE)).containsOnly(entry(Labels.of("status"), 1L));
        assertThat(counts(Metric.UNREADABLE)).isEmpty();
    }

    private void send(byte @Nullable [] value) {
        driver.createInputTopic("status", new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(
                        new TestRecord<>(KEY, value, new RecordHeaders().add("theirs", "stays".getBytes(UTF_8)), NOON));
    }

    private List<TestRecord<byte[], byte[]>> deadLetters() {
        return driver.createOutputTopic("dead", new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    private Map<Labels, Long> counts(Metric metric) {
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        Map<Labels, Long> counts = new HashMap<>();
        Map<Labels, Stat> totals = new StoredStats(() -> driver.getKeyValueStore(StoredStats.STORE)).totals(metric);
        totals.forEach((labels, stat) -> counts.put(labels, stat.count()));
        return counts;
    }

    private static @Nullable String header(TestRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), UTF_8);
    }

    /** Takes events; those before noon are late. */
    private static final class Reader extends ContextualProcessor<byte[], byte[], byte[], byte[]> {

        private final List<OperationStatus> taken;
        private Intake intake;

        Reader(List<OperationStatus> taken) {
            this.taken = taken;
        }

        @Override
        public void init(ProcessorContext<byte[], byte[]> context) {
            super.init(context);
            intake = Intake.of("test", CODEC, context, StatRecorder.of("test", context));
        }

        @Override
        public void process(Record<byte[], byte[]> record) {
            intake.event(record, OperationStatus.class).ifPresent(event -> {
                if (event.eventTime().isBefore(NOON)) {
                    intake.late(record, "it was before noon");
                } else {
                    taken.add(event);
                }
            });
        }
    }
}
