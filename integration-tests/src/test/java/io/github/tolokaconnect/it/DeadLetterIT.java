package io.github.tolokaconnect.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.simulator.TolokaSimulator;
import io.github.tolokaconnect.simulator.engine.OperationTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A record that cannot become a task stops nobody, and shows up where operators look for it. */
@ExtendWith(ClusterExtension.class)
class DeadLetterIT {

    private final TolokaSimulator toloka = TolokaSimulator.builder()
            .operationTime(OperationTime.ofMillis(0, 20))
            .start();
    private final Cluster cluster;
    private final Pipeline pipeline;

    DeadLetterIT(Cluster cluster) {
        this.cluster = cluster;
        this.pipeline = Pipeline.to(cluster, toloka.url(), "letters");
    }

    @AfterEach
    void stop() {
        pipeline.close();
        toloka.close();
    }

    @Test
    void putsAnUnreadableRecordIntoTheDeadLetterQueueAndReportsItAsWell() {
        tolerant().start();
        pipeline.send("before", Tasks.valid("1001", "before"));
        pipeline.send("broken", "no JSON");
        pipeline.send("after", Tasks.valid("1001", "after"));

        var results = pipeline.awaitResults(3);
        var letters = awaitLetters(1);

        assertThat(results.created()).extracting(Received::key).containsExactlyInAnyOrder("before", "after");
        assertThat(results.errors()).extracting(Received::key).containsExactly("broken");
        assertThat(letters).singleElement().satisfies(letter -> {
            var record = results.errors().get(0).event().record();
            assertThat(letter.key()).isEqualTo("broken");
            assertThat(letter.value()).isEqualTo("no JSON");
            assertThat(header(letter, "topic")).isEqualTo(pipeline.topic());
            assertThat(header(letter, "partition")).isEqualTo(String.valueOf(record.partition()));
            assertThat(header(letter, "offset")).isEqualTo(String.valueOf(record.offset()));
            assertThat(header(letter, "connector.name")).isEqualTo(pipeline.name());
            assertThat(header(letter, "exception.message"))
                    .startsWith("TLK-102 ")
                    .contains("JSON_EXPECTED")
                    .doesNotContain("no JSON");
        });
        pipeline.awaitNoLag();
    }

    @Test
    void leavesWhatTheConverterRefusesToConnect() {
        tolerant()
                .with("value.converter", "org.apache.kafka.connect.json.JsonConverter")
                .with("value.converter.schemas.enable", "false")
                .start();
        pipeline.send("broken", "{\"pool_id\":");
        pipeline.send("good", Tasks.valid("1002", "beside-a-broken-one"));

        var results = pipeline.awaitResults(1);
        var letters = awaitLetters(1);

        assertThat(results.created()).extracting(Received::key).containsExactly("good");
        assertThat(letters).extracting(ConsumerRecord::key).containsExactly("broken");
        assertThat(header(letters.get(0), "stage")).isEqualTo("VALUE_CONVERTER");
        pipeline.awaitNoLag();
    }

    @Test
    void reportsWithoutStoppingWhereNoErrorIsTolerated() {
        pipeline.with("errors.tolerance", "none").start();
        pipeline.send("broken", "no JSON");
        pipeline.send("good", Tasks.valid("1001", "without-tolerance"));

        var results = pipeline.awaitResults(2);

        assertThat(results.errors()).extracting(Received::key).containsExactly("broken");
        assertThat(results.created()).extracting(Received::key).containsExactly("good");
        pipeline.awaitNoLag();
        assertThat(pipeline.status().isRunning()).isTrue();
    }

    private Pipeline tolerant() {
        return pipeline.with("errors.tolerance", "all")
                .with("errors.deadletterqueue.topic.name", pipeline.deadLetters())
                .with("errors.deadletterqueue.topic.replication.factor", "1")
                .with("errors.deadletterqueue.context.headers.enable", "true");
    }

    private List<ConsumerRecord<String, String>> awaitLetters(int count) {
        var letters = new ArrayList<ConsumerRecord<String, String>>();
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", cluster.bootstrapServers(), "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition(pipeline.deadLetters(), 0)));
            Waiting.until(count + " dead letters of " + pipeline.name()).until(() -> {
                consumer.poll(Duration.ofMillis(20)).forEach(letters::add);
                return letters.size() >= count;
            });
        }
        return letters;
    }

    private static String header(ConsumerRecord<String, String> letter, String name) {
        return new String(
                letter.headers().lastHeader("__connect.errors." + name).value(), UTF_8);
    }
}
