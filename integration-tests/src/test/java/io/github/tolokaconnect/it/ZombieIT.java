package io.github.tolokaconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.events.Event;
import io.github.tolokaconnect.quickstart.cluster.ConnectRest;
import io.github.tolokaconnect.quickstart.cluster.FreePorts;
import io.github.tolokaconnect.simulator.TolokaSimulator;
import io.github.tolokaconnect.simulator.engine.OperationTime;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A worker stops in mid operation, is given up, and wakes up again while another one has its partitions. */
@ExtendWith(ClusterExtension.class)
class ZombieIT {

    private static final int RECORDS = 60;

    private final TolokaSimulator toloka = TolokaSimulator.builder()
            .operationTime(OperationTime.ofMillis(1_500, 2_000))
            .start();
    private final Cluster cluster;
    private final String group;
    private final ConnectRest first = new ConnectRest(URI.create("http://127.0.0.1:" + FreePorts.one()));
    private final ConnectRest second = new ConnectRest(URI.create("http://127.0.0.1:" + FreePorts.one()));
    private final Pipeline pipeline;

    @TempDir
    private Path directory;

    ZombieIT(Cluster cluster) {
        this.cluster = cluster;
        this.group = cluster.freshName("zombie-worker");
        this.pipeline = Pipeline.to(cluster, first, toloka.url(), "zombie").with("batch.size", "10");
    }

    @AfterEach
    void stop() {
        pipeline.leave();
        toloka.close();
    }

    @Test
    void nothingThatAPausedWorkerDoesAfterItWakesUpCounts() throws Exception {
        try (var sleeper = startWorker("sleeper", first)) {
            sleeper.awaitReady();
            pipeline.start();
            send("before", RECORDS);
            Waiting.until("operations are under way").until(() -> toloka.audit().operations() >= 3);
            sleeper.pause();
            try (var successor = startWorker("successor", second)) {
                successor.awaitReady();
                pipeline.awaitResultsBlindly(RECORDS);

                sleeper.wake();
                send("after", RECORDS);

                pipeline.awaitResultsBlindly(2 * RECORDS);
                pipeline.awaitNoLag();
                var results = pipeline.results();
                assertThat(results.created())
                        .extracting(Received::key)
                        .doesNotHaveDuplicates()
                        .hasSize(2 * RECORDS);
                assertThat(results.errors()).isEmpty();
                assertThat(results.all())
                        .map(Received::event)
                        .extracting(Event::eventId)
                        .doesNotHaveDuplicates();
                assertThat(toloka.audit().tasks()).isEqualTo(2 * RECORDS);
                assertThat(toloka.audit().duplicates()).isZero();
            }
        }
    }

    private void send(String when, int records) {
        for (var number = 0; number < records; number++) {
            pipeline.send(when + "-" + number, Tasks.valid("1001", pipeline.name() + "-" + when + "-" + number));
        }
        pipeline.results();
    }

    private WorkerProcess startWorker(String name, ConnectRest rest) throws IOException {
        return WorkerProcess.start(cluster, group, rest, Files.createDirectory(directory.resolve(name)));
    }
}
