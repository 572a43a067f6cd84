package io.github.tolokaconnect.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.events.ConnectorRef;
import io.github.tolokaconnect.events.EventCodec;
import io.github.tolokaconnect.events.EventIds;
import io.github.tolokaconnect.events.RecordRef;
import io.github.tolokaconnect.events.TaskCreated;
import io.github.tolokaconnect.events.Topics;
import io.github.tolokaconnect.quickstart.cluster.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two instances of the streams app as processes: they share the work, each answers for both, and one goes on alone. */
@ExtendWith(ClusterExtension.class)
class StreamsInstancesIT {

    private static final UUID OPERATION = UUID.nameUUIDFromBytes(new byte[] {4});
    private static final int BEFORE = 60;
    private static final int AFTER = 100;

    private final Cluster cluster;
    private final String name;
    private final StreamsTopics topics;
    private final EventCodec codec = new EventCodec();
    private final List<ToolProcess> processes = new ArrayList<>();

    @TempDir
    private Path directory;

    StreamsInstancesIT(Cluster cluster) {
        this.cluster = cluster;
        this.name = cluster.freshName("instances");
        this.topics = new StreamsTopics(name);
    }

    @AfterEach
    void stop() {
        processes.forEach(ToolProcess::close);
    }

    @Test
    void shareTheWorkAndGoOnWhenOneIsKilled() throws Exception {
        var first = start("first");
        var second = start("second");
        publish(0, BEFORE);
        awaitAll(first, BEFORE);
        awaitAll(second, BEFORE);
        assertThat(localItems(first)).isPositive();
        assertThat(localItems(second)).isPositive();
        assertThat(localItems(first) + localItems(second)).isEqualTo(BEFORE);

        processes.get(1).kill();
        publish(BEFORE, AFTER);

        awaitAll(first, AFTER);
        assertThat(localItems(first)).isEqualTo(AFTER);
    }

    private Platform start(String instance) throws IOException {
        var home = Files.createDirectory(directory.resolve(instance));
        var port = FreePorts.one();
        var settings = topics.settings();
        settings.putAll(Map.of(
                "bootstrap.servers", cluster.bootstrapServers(),
                "application.id", name,
                "state.dir", home.resolve("state").toString(),
                "replication.factor", "1",
                "num.standby.replicas", "1",
                "commit.interval.ms", "100",
                "main.consumer.session.timeout.ms", "6000",
                "main.consumer.heartbeat.interval.ms", "1000",
                "probing.rebalance.interval.ms", "60000",
                "http.port", String.valueOf(port)));
        var file = home.resolve("streams-app.properties");
        Files.write(
                file,
                settings.entrySet().stream()
                        .map(setting -> setting.getKey() + "=" + setting.getValue())
                        .toList());
        var process = ToolProcess.start(
                home,
                directory,
                List.of(
                        ToolProcess.java(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-jar",
                        Artifacts.streamsAppJar().toString(),
                        "--config",
                        file.toString()));
        processes.add(process);
        return Platform.at(URI.create(process.awaitLine("listening on (http://\\S+)")));
    }

    private void publish(int from, int to) {
        for (var number = from; number < to; number++) {
            var event = created(number);
            var sent = cluster.producer()
                    .send(new ProducerRecord<>(
                            topics.name(Topics.TASKS_CREATED), item(number).getBytes(UTF_8), codec.encode(event)));
            assertThat(sent).succeedsWithin(Duration.ofSeconds(10));
        }
    }

    private TaskCreated created(int number) {
        var record = new RecordRef(item(number), "labeling.tasks", 0, number, Instant.EPOCH, 1);
        return new TaskCreated(
                EventIds.taskCreated(OPERATION, record),
                Instant.parse("2026-11-20T10:00:00Z"),
                ConnectorRef.of(name, 0, Artifacts.version()),
                record,
                new TaskCreated.Task("task-" + number, Tasks.POOL, null, "GENERAL", 3, null),
                new TaskCreated.Operation(OPERATION, number, false),
                null,
                null);
    }

    /** Waits until {@code instance} answers for every item, wherever its state is, and has counted each once. */
    private static void awaitAll(Platform instance, int items) {
        Waiting.until("all " + items + " items are known at " + instance.url()).untilAsserted(() -> {
            assertThat(instance.get("/api/v1/overview")
                            .body()
                            .path("flow")
                            .path("created")
                            .asInt())
                    .isEqualTo(items);
            for (var number : IntStream.range(0, items).toArray()) {
                var reply = instance.get("/api/v1/items/" + item(number));
                assertThat(reply.status()).isEqualTo(200);
                assertThat(reply.body().toString()).contains("task-" + number + "\"");
            }
        });
    }

    private static int localItems(Platform instance) throws IOException, InterruptedException {
        var local = 0;
        for (var number = 0; number < AFTER; number++) {
            if (instance.get("/api/v1/items/" + item(number) + "?scope=local").status() == 200) {
                local++;
            }
        }
        return local;
    }

    private static String item(int number) {
        return "item-" + number;
    }
}
