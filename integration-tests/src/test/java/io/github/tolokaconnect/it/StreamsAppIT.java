package io.github.tolokaconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.events.ConnectorRef;
import io.github.tolokaconnect.events.Event;
import io.github.tolokaconnect.events.EventCodec;
import io.github.tolokaconnect.events.EventKeys;
import io.github.tolokaconnect.events.OperationStatus;
import io.github.tolokaconnect.events.Outcome;
import io.github.tolokaconnect.events.PoolRef;
import io.github.tolokaconnect.events.SourceRange;
import io.github.tolokaconnect.events.Status;
import io.github.tolokaconnect.events.Topics;
import io.github.tolokaconnect.streams.StreamsApp;
import io.github.tolokaconnect.streams.StreamsAppConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The streams app beside a real broker: what was published is what its API shows, also after a restart. */
@ExtendWith(ClusterExtension.class)
class StreamsAppIT {

    private static final Duration START_TIME = Duration.ofSeconds(60);
    private static final Instant BEGIN = Instant.parse("2026-11-20T10:00:00Z");
    private static final UUID FINISHED = UUID.nameUUIDFromBytes(new byte[] {1});
    private static final UUID RUNNING = UUID.nameUUIDFromBytes(new byte[] {2});

    private final EventCodec codec = new EventCodec();
    private static final int PARTITIONS = 2;

    private final Cluster cluster;
    private final String name;
    private final StreamsTopics topics;

    @TempDir
    private Path state;

    StreamsAppIT(Cluster cluster) {
        this.cluster = cluster;
        this.name = cluster.freshName("streams");
        this.topics = new StreamsTopics(name);
    }

    @BeforeEach
    void createTopic() {
        cluster.createTopic(topic(), PARTITIONS);
    }

    @Test
    void showsTheLatestStateOfEveryOperation() throws Exception {
        publishOperations();

        try (var app = StreamsApp.start(config(state))) {
            app.awaitReady(START_TIME);
            var api = Platform.at(app.url());
            awaitBoth(api);

            var finished = api.get("/api/v1/operations/" + FINISHED);
            assertThat(finished.status()).isEqualTo(200);
            assertThat(finished.body().path("status").asText()).isEqualTo("SUCCESS");
            assertThat(finished.body().path("created").asInt()).isEqualTo(10);
            assertThat(finished.body().path("connector").asText()).isEqualTo(name);
            assertThat(api.get("/api/v1/operations/" + RUNNING)
                            .body()
                            .path("status")
                            .asText())
                    .isEqualTo("RUNNING");
            assertThat(api.get("/api/v1/operations/" + UUID.nameUUIDFromBytes(new byte[] {3}))
                            .status())
                    .isEqualTo(404);
            Waiting.until("the operations are counted").untilAsserted(() -> {
                var counted = api.get("/api/v1/overview").body().path("operations");
                assertThat(counted.path("in_flight").asInt()).isEqualTo(1);
                assertThat(counted.path("finished").asInt()).isEqualTo(1);
            });
        }
    }

    @Test
    void knowsAfterARestartWhatTheTopicsNoLongerHold(@TempDir Path otherMachine) throws Exception {
        publishOperations();
        try (var app = StreamsApp.start(config(state))) {
            app.awaitReady(START_TIME);
            awaitBoth(Platform.at(app.url()));
        }
        forget(topic());

        try (var app = StreamsApp.start(config(state))) {
            app.awaitReady(START_TIME);
            awaitBoth(Platform.at(app.url()));
        }
        try (var app = StreamsApp.start(config(otherMachine))) {
            app.awaitReady(START_TIME);
            awaitBoth(Platform.at(app.url()));
        }
    }

    private void publishOperations() {
        publish(status(FINISHED, Status.PLANNED, 0));
        publish(status(FINISHED, Status.SUBMITTED, 1));
        publish(status(FINISHED, Status.SUCCESS, 2));
        publish(status(RUNNING, Status.SUBMITTED, 1));
        publish(status(RUNNING, Status.RUNNING, 3));
        cluster.producer().flush();
    }

    private void publish(Event event) {
        var sent =
                cluster.producer().send(new ProducerRecord<>(topic(), EventKeys.of(event, null), codec.encode(event)));
        assertThat(sent).succeedsWithin(Duration.ofSeconds(10));
    }

    private OperationStatus status(UUID id, Status status, int second) {
        var ended = status.equals(Status.SUCCESS);
        var operation = new OperationStatus.Operation(
                id,
                OperationStatus.Operation.TASK_BATCH_CREATE,
                status,
                null,
                null,
                ended,
                false,
                1,
                ended ? 100 : 0,
                null,
                null,
                null,
                null);
        return OperationStatus.builder(
                        BEGIN.plusSeconds(second),
                        ConnectorRef.of(name, 0, Artifacts.version()),
                        new OperationStatus.Platform("https://toloka.example.com", null),
                        operation,
                        new PoolRef(Tasks.POOL, null),
                        List.of(new SourceRange("labeling.tasks", 0, 0, 9, 10)),
                        ended ? new OperationStatus.Counts(10, 10, 10, 0, 10, 0) : OperationStatus.Counts.ofRecords(10))
                .outcome(ended ? Outcome.ALL : null)
                .build();
    }

    private static void awaitBoth(Platform api) {
        Waiting.until("both operations are shown in their last states").untilAsserted(() -> {
            var operations = api.get("/api/v1/operations").body().path("operations");
            assertThat(operations)
                    .extracting(each ->
                            each.path("id").asText() + " " + each.path("status").asText())
                    .containsExactlyInAnyOrder(FINISHED + " SUCCESS", RUNNING + " RUNNING");
        });
    }

    private void forget(String topic) {
        var records = new HashMap<TopicPartition, RecordsToDelete>();
        for (var partition = 0; partition < PARTITIONS; partition++) {
            records.put(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(-1));
        }
        Cluster.answer(cluster.admin().deleteRecords(records).all());
    }

    private String topic() {
        return topics.name(Topics.OPERATION_STATUS);
    }

    private StreamsAppConfig config(Path directory) {
        var settings = topics.settings();
        settings.putAll(Map.of(
                "bootstrap.servers",
                cluster.bootstrapServers(),
                "application.id",
                name,
                "state.dir",
                directory.toString(),
                "replication.factor",
                "1",
                "commit.interval.ms",
                "100",
                "http.port",
                "0",
                "print.operations",
                "false"));
        return StreamsAppConfig.from(settings);
    }
}
