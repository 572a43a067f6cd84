package io.github.tolokaconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.simulator.TolokaSimulator;
import io.github.tolokaconnect.simulator.engine.OperationTime;
import io.github.tolokaconnect.simulator.engine.Quotas;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Quotas, networks and credentials fail; no record is lost, none becomes two tasks, and nobody has to restart anything. */
@ExtendWith(ClusterExtension.class)
class FailuresIT {

    private static final int REQUESTS_PER_SECOND = 5;

    private final TolokaSimulator toloka = TolokaSimulator.builder()
            .operationTime(OperationTime.ofMillis(0, 50))
            .quotas(new Quotas(REQUESTS_PER_SECOND, 0, 0))
            .start();
    private final TolokaSimulator generous = TolokaSimulator.builder()
            .operationTime(OperationTime.ofMillis(0, 50))
            .start();
    private final FaultProxy network = new FaultProxy(generous.url());
    private final Cluster cluster;

    FailuresIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @AfterEach
    void stop() {
        network.close();
        generous.close();
        toloka.close();
    }

    @Test
    void createsEverythingOnceAgainstAQuotaThatIsTooSmall() {
        try (var pipeline = Pipeline.to(cluster, toloka.url(), "quota")) {
            pipeline.with("batch.size", "10").start();
            send(pipeline, 60);

            var results = pipeline.awaitResults(60);

            assertThat(toloka.audit().rejected429()).isPositive();
            assertThat(results.errors()).isEmpty();
            assertThat(toloka.audit().tasks()).isEqualTo(60);
            assertThat(toloka.audit().duplicates()).isZero();
            assertThat(pipeline.status().isRunning()).isTrue();
            pipeline.awaitNoLag();
        }
    }

    @Test
    void goesOnOnceThePlatformCanBeReachedAgain() {
        try (var pipeline = Pipeline.to(cluster, network.url(), "outage")) {
            pipeline.with("batch.size", "10").start();
            send(pipeline, 10);
            pipeline.awaitResults(10);

            network.refuseConnections();
            pipeline.send("in-the-dark", Tasks.valid("1001", "in-the-dark"));
            Waiting.until("the sink task holds the record that cannot be sent")
                    .until(() -> pipeline.results().heartbeats().stream()
                            .anyMatch(beat -> beat.event().totals().received() == 11));
            assertThat(generous.audit().tasks()).isEqualTo(10);
            network.takeConnections();

            pipeline.awaitResults(11);
            assertThat(generous.audit().tasks()).isEqualTo(11);
            assertThat(generous.audit().duplicates()).isZero();
            assertThat(pipeline.status().isRunning()).isTrue();
            pipeline.awaitNoLag();
        }
    }

    @Test
    void adoptsTheOperationWhoseAnswerWasLost() {
        try (var pipeline = Pipeline.to(cluster, network.url(), "lost")) {
            pipeline.with("batch.size", "10").start();
            network.loseAnswersOfPosts(3);
            send(pipeline, 60);

            var results = pipeline.awaitResults(60);

            assertThat(network.answersLost()).isEqualTo(3);
            assertThat(results.created()).hasSize(60);
            assertThat(results.created().stream()
                            .filter(received -> received.event().operation().resumed()))
                    .isNotEmpty();
            assertThat(generous.audit().tasks()).isEqualTo(60);
            assertThat(generous.audit().duplicates()).isZero();
            pipeline.awaitNoLag();
        }
    }

    @Test
    void failsTheSinkTaskOverARefusedTokenWithoutShowingIt() {
        try (var pipeline = Pipeline.to(cluster, toloka.url(), "token")) {
            pipeline.with("toloka.api.key", "s3cr3t-but-wrong").start();
            pipeline.send("item", Tasks.valid("1001", "token"));

            var trace = pipeline.awaitFailure();

            assertThat(trace)
                    .contains("TLK-201", "AUTHENTICATION_ERROR", "toloka.api.key")
                    .doesNotContain("s3cr3t-but-wrong");
            assertThat(toloka.audit().tasks()).isZero();
        }
    }

    private static void send(Pipeline pipeline, int records) {
        for (var number = 0; number < records; number++) {
            pipeline.send("item-" + number, Tasks.valid("1001", pipeline.name() + "-" + number));
        }
    }
}
