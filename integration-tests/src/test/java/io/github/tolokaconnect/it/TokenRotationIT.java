package io.github.tolokaconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.events.Heartbeat;
import io.github.tolokaconnect.events.SinkTaskState;
import io.github.tolokaconnect.quickstart.cluster.ConnectRest;
import io.github.tolokaconnect.quickstart.cluster.FreePorts;
import io.github.tolokaconnect.simulator.TolokaSimulator;
import io.github.tolokaconnect.simulator.fault.FaultRule;
import io.github.tolokaconnect.simulator.fixture.Fixture;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The secret behind the connector changes in its file while the connector runs. */
@ExtendWith(ClusterExtension.class)
class TokenRotationIT {

    private static final int RECORDS = 60;

    private final TolokaSimulator toloka = TolokaSimulator.builder()
            .fixture(Fixture.demo().withToken("second-token"))
            .start();
    private final Cluster cluster;
    private final String group;
    private final Pipeline pipeline;
    private final ConnectRest rest = new ConnectRest(URI.create("http://127.0.0.1:" + FreePorts.one()));

    @TempDir
    private Path directory;

    TokenRotationIT(Cluster cluster) {
        this.cluster = cluster;
        this.group = cluster.freshName("rotation-worker");
        this.pipeline = Pipeline.to(cluster, rest, toloka.url(), "rotation");
    }

    @AfterEach
    void stop() {
        pipeline.leave();
        toloka.close();
    }

    @Test
    void aNewTokenIsUsedWithoutARestartAndARefusedOneIsSaidBeforeTheEnd() throws Exception {
        write("worn-out-token");
        try (var worker = startWorker()) {
            worker.awaitReady();
            pipeline.with("toloka.api.key", "${file:" + secrets() + ":api.key}")
                    .with("batch.size", "10")
                    .start();

            write("demo-token");
            send("before", RECORDS);
            pipeline.awaitResults(RECORDS);
            write("second-token");
            refusePosts(1);
            send("after", RECORDS);
            pipeline.awaitResults(2 * RECORDS);

            assertThat(pipeline.results().errors()).isEmpty();
            assertThat(pipeline.results().created())
                    .extracting(Received::key)
                    .doesNotHaveDuplicates()
                    .hasSize(2 * RECORDS);
            assertThat(toloka.audit().tasks()).isEqualTo(2 * RECORDS);
            assertThat(toloka.audit().duplicates()).isZero();
            pipeline.awaitNoLag();
            assertThat(heartbeats())
                    .as("one sink task, from its start to now")
                    .allSatisfy(beat -> assertThat(beat.state()).isIn(SinkTaskState.RUNNING, SinkTaskState.PAUSED))
                    .extracting(beat -> beat.totals().received())
                    .isSorted();

            refusePosts(1_000);
            send("late", 1);

            assertThat(pipeline.awaitFailure())
                    .contains("TLK-201", "AUTHENTICATION_ERROR", "toloka.api.key")
                    .doesNotContain("worn-out-token", "demo-token", "second-token");
            Waiting.until("the last heartbeat says why").untilAsserted(() -> {
                var last = heartbeats().get(heartbeats().size() - 1);
                assertThat(last.state()).isEqualTo(SinkTaskState.FAILED);
                assertThat(last.failure()).isEqualTo("TLK-201");
                assertThat(last.totals().authFailures()).isEqualTo(1);
                assertThat(last.totals().created()).isEqualTo(2 * RECORDS);
            });
        }
    }

    private List<Heartbeat> heartbeats() {
        return pipeline.results().heartbeats().stream().map(Received::event).toList();
    }

    private void refusePosts(int times) {
        FaultRule.fromJson("[{\"when\":{\"method\":\"POST\",\"times\":" + times
                        + "},\"do\":{\"fault\":\"token-revoked\"}}]")
                .forEach(toloka.faults()::add);
    }

    private void send(String name, int records) {
        for (var number = 0; number < records; number++) {
            pipeline.send(name + "-" + number, Tasks.valid("1001", "rotation-" + name + "-" + number));
        }
    }

    private Path secrets() {
        return directory.resolve("secrets.properties");
    }

    private void write(String token) throws IOException {
        Files.writeString(secrets(), "api.key=" + token + "\n");
    }

    private WorkerProcess startWorker() throws IOException {
        return WorkerProcess.start(
                cluster,
                group,
                rest,
                Files.createDirectory(directory.resolve("rotation")),
                WorkerRuntime.ofTheBuild(),
                Map.of(
                        "config.providers", "file",
                        "config.providers.file.class", "org.apache.kafka.common.config.provider.FileConfigProvider"));
    }
}
