package io.github.tolokaconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.simulator.TolokaSimulator;
import io.github.tolokaconnect.simulator.engine.OperationTime;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one broker goes away in mid operation, and comes back. */
class BrokerRestartIT {

    private static final int RECORDS = 60;

    private final TolokaSimulator toloka = TolokaSimulator.builder()
            .operationTime(OperationTime.ofMillis(500, 1_000))
            .start();

    @TempDir
    private Path directory;

    @AfterEach
    void stop() {
        toloka.close();
    }

    @Test
    void createsEverythingOnceThoughTheBrokerIsRestartedInMidOperation() {
        try (var cluster = Cluster.startOn(directory);
                var pipeline = Pipeline.to(cluster, toloka.url(), "restart")) {
            pipeline.with("batch.size", "10").start();
            for (var number = 0; number < RECORDS; number++) {
                pipeline.send("item-" + number, Tasks.valid("1001", pipeline.name() + "-" + number));
            }
            pipeline.results();
            Waiting.until("operations are under way").until(() -> toloka.audit().operations() >= 3);

            cluster.restartBroker(directory);

            pipeline.awaitResultsBlindly(RECORDS);
            pipeline.awaitNoLag();
            assertThat(pipeline.results().created())
                    .extracting(Received::key)
                    .doesNotHaveDuplicates()
                    .hasSize(RECORDS);
            assertThat(toloka.audit().tasks()).isEqualTo(RECORDS);
            assertThat(toloka.audit().duplicates()).isZero();
        }
    }
}
