package io.github.tolokaconnect.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.simulator.TolokaSimulator;
import io.github.tolokaconnect.simulator.engine.OperationTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Somebody moves the consumer group behind the connector's back: what happens is what the configuration says. */
@ExtendWith(ClusterExtension.class)
class OffsetRegressionIT {

    private static final int RECORDS = 30;

    private final TolokaSimulator toloka = TolokaSimulator.builder()
            .operationTime(OperationTime.ofMillis(0, 50))
            .start();
    private final Cluster cluster;
    private final Pipeline pipeline;

    OffsetRegressionIT(Cluster cluster) {
        this.cluster = cluster;
        this.pipeline = Pipeline.to(cluster, toloka.url(), "regression").with("batch.size", "10");
    }

    @AfterEach
    void stop() {
        pipeline.close();
        toloka.close();
    }

    @Test
    void passesOverWhatHasATaskWhenOffsetsGoBack() {
        createTasksAndHalt();

        moveGroupTo(0);
        pipeline.proceed();

        sendOneMoreAndAwaitItsTask();
        assertThat(toloka.audit().tasks()).isEqualTo(RECORDS + 1);
        assertThat(pipeline.results().created())
                .extracting(Received::key)
                .doesNotHaveDuplicates()
                .hasSize(RECORDS + 1);
    }

    @Test
    void failsWhenOffsetsGoBackIfToldSo() {
        pipeline.with("on.offset.regression", "fail");
        createTasksAndHalt();

        moveGroupTo(0);
        cluster.connect().resume(pipeline.name());

        assertThat(pipeline.awaitFailure()).contains("TLK-505", pipeline.topic());
        assertThat(toloka.audit().tasks()).isEqualTo(RECORDS);
    }

    @Test
    void createsTasksAgainWhenOffsetsGoBackIfToldSo() {
        pipeline.with("on.offset.regression", "reprocess");
        createTasksAndHalt();
        var before = pipeline.journal().operations();

        moveGroupTo(0);
        pipeline.proceed();

        pipeline.awaitResults(2 * RECORDS);
        pipeline.awaitNoLag();
        assertThat(toloka.audit().tasks()).isEqualTo(2 * RECORDS);
        assertThat(toloka.audit().duplicates()).isEqualTo(RECORDS);
        assertThat(pipeline.journal().operations()).containsAll(before).hasSizeGreaterThan(before.size());
    }

    @Test
    void createsNothingTwiceWhenTheGroupIsLost() {
        createTasksAndHalt();

        Cluster.answer(
                cluster.admin().deleteConsumerGroups(List.of(pipeline.group())).all());
        pipeline.proceed();

        sendOneMoreAndAwaitItsTask();
        assertThat(toloka.audit().tasks()).isEqualTo(RECORDS + 1);
        assertThat(pipeline.results().created())
                .extracting(Received::key)
                .doesNotHaveDuplicates()
                .hasSize(RECORDS + 1);
    }

    @Test
    void leavesOutWhatTheGroupWasMovedBeyond() {
        createTasksAndHalt();
        send("skipped", RECORDS);

        moveGroupTo(Long.MAX_VALUE);
        pipeline.proceed();

        sendOneMoreAndAwaitItsTask();
        assertThat(toloka.audit().tasks()).isEqualTo(RECORDS + 1);
    }

    /**
     * Creates tasks of records in every partition, in two goes: what the group had committed after the first is noted in the journal
     * at the latest with the second.
     */
    private void createTasksAndHalt() {
        pipeline.start();
        send("first", RECORDS - Pipeline.PARTITIONS);
        pipeline.awaitResults(RECORDS - Pipeline.PARTITIONS);
        pipeline.awaitNoLag();
        pipeline.halt().proceed();
        send("second", Pipeline.PARTITIONS);
        pipeline.awaitResults(RECORDS);
        pipeline.awaitNoLag();
        pipeline.halt();
    }

    private void send(String what, int records) {
        for (var number = 0; number < records; number++) {
            var key = what + "-" + number;
            pipeline.send(new ProducerRecord<>(
                    pipeline.topic(),
                    number % Pipeline.PARTITIONS,
                    key.getBytes(UTF_8),
                    Tasks.valid("1001", pipeline.name() + key).getBytes(UTF_8)));
        }
        pipeline.results();
    }

    private void sendOneMoreAndAwaitItsTask() {
        send("one-more", 1);
        Waiting.until("one more task")
                .until(() -> pipeline.results().created().stream()
                        .anyMatch(received -> received.key().startsWith("one-more")));
        pipeline.awaitNoLag();
    }

    /** Sets the group's offsets of all partitions to {@code offset}, or to their end where that is lower. */
    private void moveGroupTo(long offset) {
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        Map<TopicPartition, Long> ends = pipeline.ends();
        IntStream.range(0, Pipeline.PARTITIONS)
                .mapToObj(partition -> new TopicPartition(pipeline.topic(), partition))
                .forEach(partition -> offsets.put(
                        partition, new OffsetAndMetadata(Math.min(offset, ends.getOrDefault(partition, 0L)))));
        Cluster.answer(cluster.admin()
                .alterConsumerGroupOffsets(pipeline.group(), offsets)
                .all());
    }
}
