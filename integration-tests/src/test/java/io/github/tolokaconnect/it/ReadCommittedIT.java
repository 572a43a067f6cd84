package io.github.tolokaconnect.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.simulator.TolokaSimulator;
import io.github.tolokaconnect.simulator.engine.OperationTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A topic that is written in transactions: what was aborted costs money only for a connector that reads uncommitted. */
@ExtendWith(ClusterExtension.class)
class ReadCommittedIT {

    private final TolokaSimulator toloka = TolokaSimulator.builder()
            .operationTime(OperationTime.ofMillis(0, 20))
            .start();
    private final Cluster cluster;
    private final Pipeline pipeline;

    ReadCommittedIT(Cluster cluster) {
        this.cluster = cluster;
        this.pipeline = Pipeline.to(cluster, toloka.url(), "upstream");
    }

    @AfterEach
    void stop() {
        pipeline.close();
        toloka.close();
    }

    @Test
    void anAbortedRecordMakesNoTask() throws Exception {
        pipeline.with("consumer.override.isolation.level", "read_committed").start();

        abortOneAndCommitAnother();

        assertThat(keys(pipeline.awaitResults(1))).containsExactly("committed");
        assertThat(toloka.audit().tasks()).isEqualTo(1);
    }

    @Test
    void readUncommittedItDoes() throws Exception {
        pipeline.start();

        abortOneAndCommitAnother();

        assertThat(keys(pipeline.awaitResults(2))).containsExactlyInAnyOrder("aborted", "committed");
        assertThat(toloka.audit().tasks()).isEqualTo(2);
    }

    /** In this order in one topic-partition, so that whoever has the second record has passed the first. */
    private void abortOneAndCommitAnother() throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        cluster.bootstrapServers(),
                        "transactional.id",
                        pipeline.name() + "-upstream"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            send(producer, "aborted").get();
            producer.abortTransaction();
            producer.beginTransaction();
            send(producer, "committed").get();
            producer.commitTransaction();
        }
    }

    private Future<?> send(Producer<byte[], byte[]> producer, String key) {
        return producer.send(new ProducerRecord<>(
                pipeline.topic(),
                0,
                key.getBytes(UTF_8),
                Tasks.valid("1001", key).getBytes(UTF_8)));
    }

    private static List<String> keys(ResultLog results) {
        return results.created().stream().map(Received::key).toList();
    }
}
