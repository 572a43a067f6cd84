package io.github.tolokaconnect.streams.monitor;

import static io.github.tolokaconnect.streams.Fixtures.CATS;
import static io.github.tolokaconnect.streams.Fixtures.DOGS;
import static io.github.tolokaconnect.streams.Fixtures.NOON;
import static io.github.tolokaconnect.streams.Fixtures.at;
import static io.github.tolokaconnect.streams.Fixtures.succeeded;
import static io.github.tolokaconnect.streams.Fixtures.taskCreated;
import static io.github.tolokaconnect.streams.Fixtures.validationError;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.tolokaconnect.events.Event;
import io.github.tolokaconnect.events.EventCodec;
import io.github.tolokaconnect.events.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonitorTopologyTest {

    private static final InputTopics TOPICS = new InputTopics("status", "created", "errors");
    private static final Duration RETENTION = Duration.ofDays(35);
    private static final EventCodec CODEC = new EventCodec();

    private final List<Operation> told = new ArrayList<>();
    private TopologyTestDriver driver;
    private OperationQueries queries;

    @BeforeEach
    void start(@TempDir Path state) {
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "monitor-test");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        config.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        driver = new TopologyTestDriver(MonitorTopology.build(TOPICS, RETENTION, told::add), config, NOON);
        queries = new StoredOperations(new DriverStoreParts(), TOPICS);
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void remembersTheLatestStateOfEachOperation() {
        publish("status", at(0, CATS, Status.PLANNED), at(1, DOGS, Status.PLANNED), at(2, CATS, Status.SUBMITTED));

        assertThat(queries.operation(CATS))
                .get()
                .extracting(Operation::latest)
                .isEqualTo(at(2, CATS, Status.SUBMITTED));
        assertThat(queries.newest(null, 10)).extracting(Operation::id).containsExactly(DOGS, CATS);
        assertThat(queries.newest(null, 1)).extracting(Operation::id).containsExactly(DOGS);
    }

    @Test
    void neverGoesBackWhenEventsComeLateOrTwice() {
        publish(
                "status",
                at(0, CATS, Status.PLANNED),
                succeeded(9, CATS, 498),
                at(2, CATS, Status.RUNNING),
                succeeded(9, CATS, 498));

        assertThat(queries.operation(CATS)).get().extracting(Operation::state).isEqualTo(OperationState.FINISHED);
        assertThat(queries.newest(OperationState.IN_FLIGHT, 10)).isEmpty();
        assertThat(queries.overview().byStatus()).containsOnly(entry("SUCCESS", 1L));
    }

    @Test
    void tellsEachChangeOnce() {
        publish(
                "status",
                at(0, CATS, Status.PLANNED),
                at(0, CATS, Status.PLANNED),
                succeeded(9, CATS, 500),
                at(2, CATS, Status.RUNNING));

        assertThat(told)
                .extracting(operation -> operation.latest().operation().status())
                .containsExactly(Status.PLANNED, Status.SUCCESS);
    }

    @Test
    void countsOperationsByStateAndFindsTheOldestInFlight() {
        publish("status", at(5, CATS, Status.PLANNED), at(3, DOGS, Status.STUCK));

        Overview overview = queries.overview();

        assertThat(overview.byState())
                .containsEntry(OperationState.IN_FLIGHT, 1L)
                .containsEntry(OperationState.STUCK, 1L)
                .containsEntry(OperationState.FINISHED, 0L);
        assertThat(overview.oldest()).isEqualTo(new Overview.Oldest(DOGS, NOON.plusSeconds(3)));
    }

    @Test
    void countsTasksByPool() {
        publish("created", taskCreated("1001", 1), taskCreated("1001", 2), taskCreated("1002", 3));
        publish("errors", validationError("1001", 4), validationError(null, 5));

        assertThat(queries.overview().pools())
                .containsExactly(
                        new Overview.PoolTally("", 0, 1),
                        new Overview.PoolTally("1001", 2, 1),
                        new Overview.PoolTally("1002", 1, 0));
    }

    @Test
    void skipsAndCountsWhatItCannotRead() {
        publish("status", "not json".getBytes(UTF_8));
        publish("status", "{\"schema\":\"operation-status/9.0\"}".getBytes(UTF_8));
        publish("status", (byte[]) null);
        publish("created", at(0, CATS, Status.PLANNED));
        publish("status", at(0, CATS, Status.PLANNED));

        assertThat(queries.overview().skipped())
                .containsExactlyInAnyOrder(
                        new Overview.Skipped("status", "MALFORMED", 1),
                        new Overview.Skipped("status", "UNSUPPORTED_VERSION", 1),
                        new Overview.Skipped("status", "EMPTY", 1),
                        new Overview.Skipped("created", "OTHER_EVENT", 1));
        assertThat(queries.operation(CATS)).isPresent();
    }

    @Test
    void forgetsOperationsPastTheirRetention() {
        long daySeconds = Duration.ofDays(1).toSeconds();
        publish("status", at(0, CATS, Status.RUNNING), succeeded(daySeconds, DOGS, 500));

        driver.advanceWallClockTime(RETENTION.plusMinutes(10));

        assertThat(queries.newest(null, 10)).extracting(Operation::id).containsExactly(DOGS);
        assertThat(queries.operation(CATS)).isEmpty();
        assertThat(queries.overview().byStatus()).containsOnly(entry("SUCCESS", 1L));
        assertThat(queries.overview().oldest()).isNull();
    }

    private void publish(String topic, Event... events) {
        for (Event event : events) {
            publish(topic, CODEC.encode(event));
        }
    }

    private void publish(String topic, byte[] value) {
        TestInputTopic<byte[], byte[]> input = driver.createInputTopic(
                topic, new ByteArraySerializer(), new ByteArraySerializer(), NOON, Duration.ZERO);
        input.pipeInput("key".getBytes(UTF_8), value, Instant.EPOCH);
    }

    private final class DriverStoreParts implements StoreParts {

        @Override
        public <V> List<ReadOnlyKeyValueStore<String, V>> of(String store, String topic) {
            return List.of(driver.getKeyValueStore(store));
        }
    }
}
