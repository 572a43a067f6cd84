package io.github.tolokaconnect.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.simulator.TolokaSimulator;
import io.github.tolokaconnect.simulator.engine.OperationTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same tasks come out, whichever way records are converted, mapped, routed or transformed. */
@ExtendWith(ClusterExtension.class)
class ConvertersIT {

    private static final String STRING = "org.apache.kafka.connect.storage.StringConverter";
    private static final String JSON = "org.apache.kafka.connect.json.JsonConverter";

    private final TolokaSimulator toloka = TolokaSimulator.builder()
            .operationTime(OperationTime.ofMillis(0, 20))
            .start();
    private final Pipeline pipeline;

    ConvertersIT(Cluster cluster) {
        pipeline = Pipeline.to(cluster, toloka.url(), "converters");
    }

    @AfterEach
    void stop() {
        pipeline.close();
        toloka.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.apache.kafka.connect.converters.ByteArrayConverter", STRING, JSON})
    void createsTheSameTasksWithEveryConverter(String converter) throws Exception {
        pipeline.with("value.converter", converter)
                .with("value.converter.schemas.enable", "false")
                .with("key.converter", STRING)
                .start();
        pipeline.send("good", Tasks.valid("1001", "converted"));
        pipeline.send("bad", Tasks.withoutImage("1002"));

        var results = pipeline.awaitResults(2);

        assertThat(images("1001")).containsExactly("https://images.example.com/converted.jpg");
        assertThat(results.created()).extracting(Received::key).containsExactly("good");
        assertThat(results.errors()).extracting(Received::key).containsExactly("bad");
    }

    @Test
    void readsStructsThatBringTheirSchema() throws Exception {
        pipeline.with("value.converter", JSON)
                .with("value.converter.schemas.enable", "true")
                .start();
        pipeline.send("good", """
                {"schema": {"type": "struct", "fields": [
                    {"field": "pool_id", "type": "string"},
                    {"field": "overlap", "type": "int32"},
                    {"field": "input_values", "type": "struct", "fields": [
                        {"field": "image", "type": "string"},
                        {"field": "model_score", "type": "double"}]}]},
                 "payload": {"pool_id": "1002", "overlap": 2,
                             "input_values": {"image": "https://images.example.com/struct.jpg", "model_score": 0.5}}}
                """);

        var results = pipeline.awaitResults(1);

        assertThat(results.errors()).isEmpty();
        var task = Platform.at(toloka.url())
                .get("/api/v1/tasks/" + results.created().get(0).event().task().id())
                .body();
        assertThat(task.path("overlap").asInt()).isEqualTo(2);
        assertThat(task.path("input_values").path("image").asText()).isEqualTo("https://images.example.com/struct.jpg");
        assertThat(task.path("input_values").path("model_score").asDouble()).isEqualTo(0.5);
    }

    @Test
    void takesValuesThatAreInputValuesAlone() throws Exception {
        pipeline.with("task.mapping", "input-values").with("pool.id", "1003").start();

        pipeline.send("item", Tasks.input("alone"));
        pipeline.awaitResults(1);

        assertThat(images("1003")).containsExactly("https://images.example.com/alone.jpg");
    }

    @Test
    void routesByHeaderThenValueThenTopicThenDefault() {
        pipeline.with("topic.to.pool.mapping", pipeline.topic() + ":1002").start();
        pipeline.send(new ProducerRecord<>(
                pipeline.topic(),
                null,
                "header".getBytes(UTF_8),
                Tasks.valid("1001", "by-header").getBytes(UTF_8),
                List.of(new RecordHeader("tk_pool", "1003".getBytes(UTF_8)))));
        pipeline.send("value", Tasks.valid("1001", "by-value"));
        pipeline.send("topic", Tasks.withoutPool("by-topic"));

        var results = pipeline.awaitResults(3);

        assertThat(poolsByKey(results)).isEqualTo(Map.of("header", "1003", "value", "1001", "topic", "1002"));
        assertThat(toloka.audit().tasksByPool()).isEqualTo(Map.of("1001", 1L, "1002", 1L, "1003", 1L));
    }

    @Test
    void sendsNothingToAPoolThatIsNotAllowed() {
        pipeline.with("safety.pool.allowlist", "1001,1002").start();
        pipeline.send("allowed", Tasks.valid("1001", "allowed"));
        pipeline.send("forbidden", Tasks.valid("1003", "forbidden"));

        var results = pipeline.awaitResults(2);

        assertThat(toloka.audit().tasksByPool()).isEqualTo(Map.of("1001", 1L));
        assertThat(results.errors()).singleElement().satisfies(received -> {
            assertThat(received.key()).isEqualTo("forbidden");
            assertThat(received.event().errors()).singleElement().satisfies(error -> {
                assertThat(error.code()).isEqualTo("ENTITY_ACCESS_DENIED");
                assertThat(error.message()).contains("1003", "safety.pool.allowlist");
            });
        });
    }

    @Test
    void keepsOriginalCoordinatesWhenATransformRenamesTheTopic() {
        pipeline.with("transforms", "route")
                .with("transforms.route.type", "org.apache.kafka.connect.transforms.RegexRouter")
                .with("transforms.route.regex", ".*")
                .with("transforms.route.replacement", "renamed")
                .with("topic.to.pool.mapping", "renamed:1002")
                .start();
        pipeline.send("good", Tasks.withoutPool("routed"));
        pipeline.send("bad", "no JSON");

        var results = pipeline.awaitResults(2);

        assertThat(toloka.audit().tasksByPool()).isEqualTo(Map.of("1002", 1L));
        assertThat(results.created().get(0).event().record().topic()).isEqualTo(pipeline.topic());
        assertThat(results.errors().get(0).event().record().topic()).isEqualTo(pipeline.topic());
        pipeline.awaitNoLag();
    }

    private List<String> images(String pool) throws Exception {
        return List.copyOf(
                Platform.at(toloka.url()).imagesByTaskId(List.of(pool)).values());
    }

    private static Map<String, String> poolsByKey(ResultLog results) {
        return results.created().stream()
                .collect(Collectors.toMap(
                        Received::key, received -> received.event().task().poolId()));
    }
}
