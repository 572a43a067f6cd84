package io.github.tolokaconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.simulator.TolokaSimulator;
import io.github.tolokaconnect.simulator.engine.OperationTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A person resets the offsets by Connect's own REST API, and means it. */
@ExtendWith(ClusterExtension.class)
class OffsetResetIT {

    private static final int RECORDS = 30;

    private final TolokaSimulator toloka = TolokaSimulator.builder()
            .operationTime(OperationTime.ofMillis(0, 50))
            .start();
    private final Cluster cluster;
    private final Pipeline pipeline;

    OffsetResetIT(Cluster cluster) {
        this.cluster = cluster;
        this.pipeline = Pipeline.to(cluster, toloka.url(), "reset").with("batch.size", "10");
    }

    @AfterEach
    void stop() {
        pipeline.close();
        toloka.close();
    }

    @Test
    void createsTasksAgainWhenOffsetsAreReset() {
        pipeline.start();
        for (var number = 0; number < RECORDS; number++) {
            pipeline.send("item-" + number, Tasks.valid("1001", pipeline.name() + "-" + number));
        }
        pipeline.awaitResults(RECORDS);
        pipeline.awaitNoLag();
        pipeline.halt();
        var before = pipeline.journal().operations();

        cluster.connect().resetOffsets(pipeline.name());
        pipeline.proceed();

        pipeline.awaitResults(2 * RECORDS);
        pipeline.awaitNoLag();
        assertThat(toloka.audit().tasks()).isEqualTo(2 * RECORDS);
        assertThat(toloka.audit().duplicates()).isEqualTo(RECORDS);
        assertThat(pipeline.journal().operations())
                .hasSizeGreaterThan(before.size())
                .containsAll(before);
    }
}
