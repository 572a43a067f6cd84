package io.github.tolokaconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.simulator.TolokaSimulator;
import io.github.tolokaconnect.simulator.engine.OperationTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A transform gives topics other names: the journal, the ids and the offsets go by the original ones. */
@ExtendWith(ClusterExtension.class)
class RegexRouterIT {

    private static final int RECORDS = 40;

    private final TolokaSimulator toloka = TolokaSimulator.builder()
            .operationTime(OperationTime.ofMillis(500, 800))
            .start();
    private final Pipeline pipeline;

    RegexRouterIT(Cluster cluster) {
        this.pipeline = Pipeline.to(cluster, toloka.url(), "renamed").with("batch.size", "10");
    }

    @AfterEach
    void stop() {
        pipeline.close();
        toloka.close();
    }

    @Test
    void createsEverythingOnceThoughATransformRenamesTheTopicInMidOperation() {
        pipeline.start();
        for (var number = 0; number < RECORDS; number++) {
            pipeline.send("item-" + number, Tasks.valid("1001", pipeline.name() + "-" + number));
        }
        pipeline.results();
        Waiting.until("operations are under way").until(() -> toloka.audit().operations() >= 2);

        pipeline.with("transforms", "rename")
                .with("transforms.rename.type", "org.apache.kafka.connect.transforms.RegexRouter")
                .with("transforms.rename.regex", ".*")
                .with("transforms.rename.replacement", "elsewhere")
                .with("batch.size", "7")
                .submit();

        pipeline.awaitResults(RECORDS);
        pipeline.awaitNoLag();
        assertThat(pipeline.results().created())
                .extracting(Received::key)
                .doesNotHaveDuplicates()
                .hasSize(RECORDS);
        assertThat(toloka.audit().tasks()).isEqualTo(RECORDS);
        assertThat(toloka.audit().duplicates()).isZero();
        assertThat(pipeline.journal().sources()).containsExactly(pipeline.topic());
    }
}
