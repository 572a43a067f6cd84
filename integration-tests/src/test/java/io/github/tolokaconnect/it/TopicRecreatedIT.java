package io.github.tolokaconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.simulator.TolokaSimulator;
import io.github.tolokaconnect.simulator.engine.OperationTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A source topic is deleted and created anew: its offsets begin anew, and the journal must not take new records for old ones. */
@ExtendWith(ClusterExtension.class)
class TopicRecreatedIT {

    private static final int RECORDS = 30;

    private final TolokaSimulator toloka = TolokaSimulator.builder()
            .operationTime(OperationTime.ofMillis(0, 50))
            .start();
    private final Cluster cluster;
    private final Pipeline pipeline;

    TopicRecreatedIT(Cluster cluster) {
        this.cluster = cluster;
        this.pipeline = Pipeline.to(cluster, toloka.url(), "recreated").with("batch.size", "10");
    }

    @AfterEach
    void stop() {
        pipeline.close();
        toloka.close();
    }

    @Test
    void createsATaskOfEveryRecordOfATopicThatWasCreatedAnew() {
        pipeline.start();
        send("old");
        pipeline.awaitResults(RECORDS);
        pipeline.awaitNoLag();
        pipeline.halt();

        createTopicAnew();
        send("new");
        pipeline.proceed();

        pipeline.awaitResults(2 * RECORDS);
        pipeline.awaitNoLag();
        assertThat(pipeline.results().created())
                .extracting(Received::key)
                .doesNotHaveDuplicates()
                .hasSize(2 * RECORDS);
        assertThat(toloka.audit().tasks()).isEqualTo(2 * RECORDS);
        assertThat(toloka.audit().duplicates()).isZero();
    }

    private void send(String generation) {
        for (var number = 0; number < RECORDS; number++) {
            pipeline.send(
                    generation + "-" + number, Tasks.valid("1001", pipeline.name() + "-" + generation + "-" + number));
        }
        pipeline.results();
    }

    private void createTopicAnew() {
        Cluster.answer(cluster.admin().deleteTopics(List.of(pipeline.topic())).all());
        Waiting.until(pipeline.topic() + " is gone")
                .until(() ->
                        !Cluster.answer(cluster.admin().listTopics().names()).contains(pipeline.topic()));
        cluster.createTopic(pipeline.topic(), Pipeline.PARTITIONS);
    }
}
