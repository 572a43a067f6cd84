package io.github.tolokaconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.quickstart.cluster.ConnectRest;
import io.github.tolokaconnect.quickstart.cluster.ConnectRestException;
import io.github.tolokaconnect.quickstart.cluster.FreePorts;
import io.github.tolokaconnect.simulator.TolokaSimulator;
import io.github.tolokaconnect.simulator.engine.OperationTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The archive in a Connect worker that has nothing of this project on its class path, and that dies without a warning. */
@ExtendWith(ClusterExtension.class)
class IsolatedWorkerIT {

    private static final int RECORDS = 60;

    private final TolokaSimulator toloka = TolokaSimulator.builder()
            .operationTime(OperationTime.ofMillis(1_500, 2_000))
            .start();
    private final Cluster cluster;
    private final String group;
    private final Pipeline pipeline;
    private final ConnectRest rest = new ConnectRest(URI.create("http://127.0.0.1:" + FreePorts.one()));

    @TempDir
    private Path directory;

    IsolatedWorkerIT(Cluster cluster) {
        this.cluster = cluster;
        this.group = cluster.freshName("worker");
        this.pipeline = Pipeline.to(cluster, rest, toloka.url(), "killed");
    }

    @AfterEach
    void stop() {
        pipeline.leave();
        toloka.close();
    }

    @Test
    void losesNoRecordWhenTheWorkerIsKilledInMidOperation() throws Exception {
        assertThat(libraries()).noneMatch(jar -> jar.matches("(events|toloka|bucket4j|micrometer).*"));
        var keys =
                IntStream.range(0, RECORDS).mapToObj(number -> "item-" + number).toList();
        try (var worker = startWorker("first")) {
            awaitWorker(worker);
            pipeline.with("batch.size", "10").start();
            keys.forEach(key -> pipeline.send(key, Tasks.valid("1001", "killed-" + key)));
            Waiting.until("operations are under way").until(() -> toloka.audit().operations() >= 3);
            worker.kill();
        }
        assertThat(keysWithResult(pipeline.results())).hasSizeLessThan(RECORDS);

        try (var worker = startWorker("second")) {
            awaitWorker(worker);
            Waiting.until("every record has a result")
                    .untilAsserted(() ->
                            assertThat(keysWithResult(pipeline.results())).containsExactlyInAnyOrderElementsOf(keys));
            assertThat(pipeline.results().errors()).isEmpty();
            assertThat(toloka.audit().tasks() - toloka.audit().duplicates()).isEqualTo(RECORDS);
            pipeline.awaitNoLag();
        }
    }

    private static Set<String> keysWithResult(ResultLog results) {
        return results.created().stream().map(Received::key).collect(Collectors.toSet());
    }

    private void awaitWorker(ToolProcess worker) {
        Waiting.until("the worker takes calls")
                .ignoreExceptionsMatching(IsolatedWorkerIT::isNotReady)
                .until(() -> {
                    worker.failIfEnded();
                    return rest.get("/connector-plugins")
                            .findValuesAsText("class")
                            .contains("io.github.tolokaconnect.connector.TolokaSinkConnector");
                });
    }

    /** Before its REST API is complete a worker refuses connections, and then knows none of its paths. */
    private static boolean isNotReady(Throwable failure) {
        return failure instanceof UncheckedIOException
                || (failure instanceof ConnectRestException refused && refused.status() == 404);
    }

    private ToolProcess startWorker(String name) throws IOException {
        var home = Files.createDirectory(directory.resolve(name));
        var properties = Files.write(
                home.resolve("worker.properties"),
                settings().entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .toList());
        return ToolProcess.start(
                home,
                home,
                List.of(
                        ToolProcess.java(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dlog4j2.configurationFile=" + Artifacts.target().resolve("test-classes/it-logging.xml"),
                        "-Dit.log=" + Artifacts.target().resolve("it-worker-" + name + ".log"),
                        "-cp",
                        Artifacts.workerLibraries() + "/*",
                        "org.apache.kafka.connect.cli.ConnectDistributed",
                        properties.toString()));
    }

    private Map<String, String> settings() {
        var settings = new TreeMap<>(Map.of(
                "bootstrap.servers", cluster.bootstrapServers(),
                "group.id", group,
                "listeners", "HTTP://127.0.0.1:" + rest.url().getPort(),
                "plugin.path", cluster.plugins().toString(),
                "plugin.discovery", "service_load",
                "key.converter", "org.apache.kafka.connect.json.JsonConverter",
                "value.converter", "org.apache.kafka.connect.json.JsonConverter",
                "scheduled.rebalance.max.delay.ms", "0",
                "session.timeout.ms", "6000",
                "heartbeat.interval.ms", "1000"));
        // A dead member holds its partitions for a session: the default of 45 seconds is long for a test.
        settings.putAll(Map.of(
                "consumer.session.timeout.ms", "6000",
                "consumer.heartbeat.interval.ms", "1000",
                "offset.flush.interval.ms", "500",
                "offset.storage.partitions", "1",
                "status.storage.partitions", "1"));
        for (var store : List.of("config", "offset", "status")) {
            settings.put(store + ".storage.topic", group + "." + store);
            settings.put(store + ".storage.replication.factor", "1");
        }
        return settings;
    }

    private static List<String> libraries() throws IOException {
        try (var files = Files.list(Artifacts.workerLibraries())) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
