package io.github.tolokaconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.simulator.TolokaSimulator;
import io.github.tolokaconnect.simulator.engine.OperationTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Partitions change hands and connectors stop while operations are under way; every record becomes one task all the same. */
@ExtendWith(ClusterExtension.class)
class RebalanceIT {

    private static final List<String> KEYS =
            IntStream.range(0, 90).mapToObj(number -> "item-" + number).toList();

    private final TolokaSimulator toloka = TolokaSimulator.builder()
            .operationTime(OperationTime.ofMillis(500, 1_000))
            .start();
    private final Cluster cluster;
    private final Pipeline pipeline;

    RebalanceIT(Cluster cluster) {
        this.cluster = cluster;
        this.pipeline = Pipeline.to(cluster, toloka.url(), "rebalance").with("batch.size", "10");
    }

    @AfterEach
    void stop() {
        pipeline.close();
        toloka.close();
    }

    @Test
    void createsEverythingOnceWhenSinkTasksAreAddedInMidOperation() {
        pipeline.start();
        sendAndAwaitOperations();

        pipeline.with("tasks.max", "3").submit();

        awaitResultOfEveryRecord();
        assertThat(pipeline.status().sinkTasks()).hasSize(3);
        pipeline.awaitNoLag();
    }

    @Test
    void createsEverythingOnceWhenTheConnectorIsStoppedInMidOperation() {
        pipeline.start();
        sendAndAwaitOperations();

        cluster.connect().stop(pipeline.name());
        Waiting.until(pipeline.name() + " is stopped")
                .until(() -> pipeline.status().state().equals("STOPPED"));
        cluster.connect().resume(pipeline.name());

        awaitResultOfEveryRecord();
        pipeline.awaitNoLag();
    }

    private void sendAndAwaitOperations() {
        KEYS.forEach(key -> pipeline.send(key, Tasks.valid("1001", pipeline.name() + key)));
        Waiting.until("operations are under way").until(() -> toloka.audit().operations() >= 3);
    }

    private void awaitResultOfEveryRecord() {
        Waiting.until("every record has a result")
                .untilAsserted(() -> assertThat(keysWithResult()).containsExactlyInAnyOrderElementsOf(KEYS));
        assertThat(pipeline.results().errors()).isEmpty();
        assertThat(pipeline.results().created())
                .extracting(Received::key)
                .doesNotHaveDuplicates()
                .hasSameSizeAs(KEYS);
        assertThat(toloka.audit().tasks()).isEqualTo(KEYS.size());
        assertThat(toloka.audit().duplicates()).isZero();
    }

    private Set<String> keysWithResult() {
        return pipeline.results().created().stream().map(Received::key).collect(Collectors.toSet());
    }
}
