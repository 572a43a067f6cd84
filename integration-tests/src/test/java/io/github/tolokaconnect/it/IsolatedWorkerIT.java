package io.github.tolokaconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.quickstart.cluster.ConnectRest;
import io.github.tolokaconnect.quickstart.cluster.FreePorts;
import io.github.tolokaconnect.simulator.TolokaSimulator;
import io.github.tolokaconnect.simulator.engine.OperationTime;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
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
    void finishesWhatAKilledWorkerHadUnderWay() throws Exception {
        assertThat(libraries()).noneMatch(jar -> jar.matches("(events|toloka|bucket4j|micrometer).*"));
        var keys =
                IntStream.range(0, RECORDS).mapToObj(number -> "item-" + number).toList();
        try (var worker = startWorker("killed-first")) {
            worker.awaitReady();
            pipeline.with("batch.size", "10").start();
            keys.forEach(key -> pipeline.send(key, Tasks.valid("1001", "killed-" + key)));
            Waiting.until("operations are under way").until(() -> toloka.audit().operations() >= 3);
            worker.kill();
        }
        assertThat(keysWithResult(pipeline.results())).hasSizeLessThan(RECORDS);
        var underWay = pipeline.journal().openOperations();
        assertThat(underWay).isNotEmpty();

        try (var worker = startWorker("killed-second")) {
            worker.awaitReady();
            Waiting.until("every record has a result")
                    .untilAsserted(() ->
                            assertThat(keysWithResult(pipeline.results())).containsExactlyInAnyOrderElementsOf(keys));
            assertThat(pipeline.results().errors()).isEmpty();
            assertThat(pipeline.results().created())
                    .extracting(Received::key)
                    .doesNotHaveDuplicates()
                    .hasSize(RECORDS);
            assertThat(toloka.audit().tasks()).isEqualTo(RECORDS);
            assertThat(toloka.audit().duplicates()).isZero();
            assertThat(pipeline.results().ended())
                    .extracting(status -> status.operation().id())
                    .doesNotHaveDuplicates()
                    .containsAll(underWay);
            pipeline.awaitNoLag();
        }
    }

    private static Set<String> keysWithResult(ResultLog results) {
        return results.created().stream().map(Received::key).collect(Collectors.toSet());
    }

    private WorkerProcess startWorker(String name) throws IOException {
        return WorkerProcess.start(cluster, group, rest, Files.createDirectory(directory.resolve(name)));
    }

    private static List<String> libraries() throws IOException {
        try (var files = Files.list(Artifacts.workerLibraries())) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
