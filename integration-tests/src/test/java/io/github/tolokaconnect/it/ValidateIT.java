package io.github.tolokaconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tolokaconnect.events.TopicDefinition;
import io.github.tolokaconnect.events.Topics;
import io.github.tolokaconnect.simulator.TolokaSimulator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an operator learns from the worker's REST API before anything runs, and when something cannot. */
@ExtendWith(ClusterExtension.class)
class ValidateIT {

    private static final String SECRET = "canary-validated-key";
    private static final List<String> RESULT_KEYS = List.of(
            "result.operation.status.topic",
            "result.task.created.topic",
            "result.validation.error.topic",
            "result.heartbeat.topic");

    private final TolokaSimulator toloka = TolokaSimulator.builder().start();
    private final Cluster cluster;
    private final Pipeline pipeline;

    ValidateIT(Cluster cluster) {
        this.cluster = cluster;
        this.pipeline = Pipeline.to(cluster, toloka.url(), "validate");
    }

    @AfterEach
    void stop() {
        pipeline.close();
        toloka.close();
    }

    @Test
    void isListedWithItsVersionByServiceLoading() {
        var plugins = cluster.connect().get("/connector-plugins");

        assertThat(plugins)
                .filteredOn(plugin -> plugin.path("class").asText().contains("toloka"))
                .singleElement()
                .satisfies(plugin -> {
                    assertThat(plugin.path("class").asText())
                            .isEqualTo("io.github.tolokaconnect.connector.TolokaSinkConnector");
                    assertThat(plugin.path("type").asText()).isEqualTo("sink");
                    assertThat(plugin.path("version").asText()).isEqualTo(Artifacts.version());
                });
    }

    @Test
    void findsNothingWrongWithAValidConfiguration() {
        var answer = cluster.connect().validate(named(pipeline.config()));

        assertThat(errors(answer)).isEmpty();
        assertThat(answer.path("error_count").asInt()).isZero();
    }

    @Test
    void reportsEveryProblemAtOnceOnItsKey() {
        var config = named(pipeline.config());
        config.remove("safety.max.tasks.per.day");
        config.remove("toloka.api.key");
        config.put("toloka.url", "no address");
        config.put("operation.mode", "sync");
        config.put("batch.size", "6000");
        config.put("topic.to.pool.mapping", "cats");
        config.put("result.task.created.topic", "toloka.heartbeats");
        config.put("operation.pol.ms", "10");

        var errors = errors(cluster.connect().validate(config));

        assertThat(errors)
                .containsOnlyKeys(
                        "safety.max.tasks.per.day",
                        "toloka.api.key",
                        "toloka.url",
                        "delivery.mode",
                        "operation.mode",
                        "batch.size",
                        "topic.to.pool.mapping",
                        "result.heartbeat.topic",
                        "operation.pol.ms");
        assertThat(errors.get("operation.pol.ms")).contains("did you mean operation.poll.ms?");
        assertThat(errors.get("batch.size")).contains("5000");
    }

    @Test
    void neverShowsASecretInAnAnswer() {
        pipeline.with("toloka.api.key", SECRET).with("proxy.password", SECRET).with("batch.size", "none");

        var validated = cluster.connect().validate(named(pipeline.config()));

        assertThat(errors(validated)).containsKey("batch.size");
        assertThat(errors(validated).toString()).doesNotContain(SECRET);
        assertThat(value(validated, "toloka.api.key")).isEqualTo("[hidden]");
        assertThat(value(validated, "proxy.password")).isEqualTo("[hidden]");
    }

    @Test
    void failsWithTheCommandsThatCreateMissingResultTopics() {
        RESULT_KEYS.forEach(key -> pipeline.with(key, pipeline.name() + "." + key));

        var trace = pipeline.with("result.topics.create", "false").submit().awaitFailure();

        assertThat(trace).contains("TLK-401");
        for (var topic : definitions()) {
            assertThat(trace).contains(topic.withReplicas(1).createCommand(cluster.bootstrapServers()) + "\n");
        }
    }

    @Test
    void createsMissingResultTopicsAsTheContractSays() {
        RESULT_KEYS.forEach(key -> pipeline.with(key, pipeline.name() + "." + key));

        pipeline.start();

        for (var topic : definitions()) {
            var description = Cluster.answer(cluster.admin()
                            .describeTopics(List.of(topic.name()))
                            .allTopicNames())
                    .get(topic.name());
            var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
            var configs = Cluster.answer(
                            cluster.admin().describeConfigs(List.of(resource)).all())
                    .get(resource);
            assertThat(description.partitions()).hasSize(topic.partitions());
            topic.configs()
                    .forEach((key, value) -> assertThat(configs.get(key).value())
                            .as(topic.name() + " " + key)
                            .isEqualTo(value));
        }
    }

    private List<TopicDefinition> definitions() {
        return List.of(
                Topics.OPERATION_STATUS.withName(pipeline.name() + "." + RESULT_KEYS.get(0)),
                Topics.TASKS_CREATED.withName(pipeline.name() + "." + RESULT_KEYS.get(1)),
                Topics.VALIDATION_ERRORS.withName(pipeline.name() + "." + RESULT_KEYS.get(2)),
                Topics.HEARTBEATS.withName(pipeline.name() + "." + RESULT_KEYS.get(3)));
    }

    private Map<String, String> named(Map<String, String> config) {
        var named = new HashMap<>(config);
        named.put("name", pipeline.name());
        return named;
    }

    private static Map<String, String> errors(JsonNode answer) {
        var errors = new TreeMap<String, String>();
        for (var config : answer.path("configs")) {
            var messages = config.path("value").path("errors");
            if (!messages.isEmpty()) {
                errors.put(config.path("value").path("name").asText(), messages.toString());
            }
        }
        return errors;
    }

    private static String value(JsonNode answer, String key) {
        for (var config : answer.path("configs")) {
            if (config.path("value").path("name").asText().equals(key)) {
                return config.path("value").path("value").asText();
            }
        }
        throw new AssertionError(key + " is not in the answer");
    }
}
