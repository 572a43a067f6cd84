package io.github.tolokaconnect.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.events.Topics;
import io.github.tolokaconnect.quickstart.cluster.ConnectRest;
import io.github.tolokaconnect.quickstart.cluster.FreePorts;
import io.github.tolokaconnect.simulator.TolokaSimulator;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The worker of {@code connect-standalone.properties} with the connector of {@code simulator.json}, started as a shell would. */
@ExtendWith(ClusterExtension.class)
class StandaloneWorkerIT {

    @Test
    void rehearsesWithResultsOfItsOwn(Cluster cluster, @TempDir Path home) throws Exception {
        var rest = new ConnectRest(URI.create("http://127.0.0.1:" + FreePorts.one()));
        try (var toloka = TolokaSimulator.builder().start();
                var worker = WorkerProcess.start(
                        rest,
                        home,
                        "ConnectStandalone",
                        List.of(worker(cluster, rest, home), connector(cluster, toloka, home)))) {
            worker.awaitReady();
            var ofOthers = cluster.committedRecords(Topics.TASKS_CREATED.name());
            cluster.producer()
                    .send(new ProducerRecord<>(
                            Topics.LABELING_TASKS.name(),
                            "a".getBytes(UTF_8),
                            Tasks.valid("1001", "rehearsal").getBytes(UTF_8)))
                    .get();

            Waiting.until("the task is made and its result is there").untilAsserted(() -> {
                assertThat(toloka.audit().tasks()).isEqualTo(1);
                assertThat(cluster.committedRecords("rehearsal.tasks-created")).isEqualTo(1);
            });
            assertThat(cluster.committedRecords(Topics.TASKS_CREATED.name())).isEqualTo(ofOthers);
            assertThat(worker.out()).anyMatch(line -> line.contains("INFO [rehearsal|task-0] Sink task started"));
        }
    }

    private static Path worker(Cluster cluster, ConnectRest rest, Path home) throws Exception {
        var settings = ShippedConfig.properties(ShippedConfig.text("connect/connect-standalone.properties"));
        settings.putAll(Map.of(
                "bootstrap.servers", cluster.bootstrapServers(),
                "listeners", "HTTP://127.0.0.1:" + rest.url().getPort(),
                "plugin.path", cluster.plugins().toString(),
                "offset.storage.file.filename", home.resolve("offsets").toString()));
        return ShippedConfig.write(settings, home.resolve("worker.properties"));
    }

    private static Path connector(Cluster cluster, TolokaSimulator toloka, Path home) throws Exception {
        var settings = ShippedConfig.connector("connector/simulator.json");
        settings.put("toloka.url", toloka.url().toString());
        settings.put("result.bootstrap.servers", cluster.bootstrapServers());
        return ShippedConfig.writeJson(settings, home.resolve("connector.json"));
    }
}
