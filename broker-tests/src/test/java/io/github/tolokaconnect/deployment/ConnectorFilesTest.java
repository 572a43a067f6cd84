package io.github.tolokaconnect.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.connector.TolokaSinkConnector;
import io.github.tolokaconnect.events.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.connect.runtime.SinkConnectorConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every configuration of the connector, in whatever form a platform wants it. */
class ConnectorFilesTest {

    /** What Confluent Cloud takes for itself, by its documentation of custom connectors. */
    private static final Set<String> OF_CONFLUENT_CLOUD = Set.of(
            "confluent.connector.type",
            "confluent.custom.plugin.id",
            "confluent.custom.connection.endpoints",
            "confluent.custom.schema.registry.auto",
            "kafka.auth.mode",
            "kafka.api.key",
            "kafka.api.secret");

    /** AWS's class is on the class path of MSK Connect's workers and on no other. */
    private static final String OF_MSK = "result.producer.sasl.client.callback.handler.class";

    /** What each platform has its own way for: addresses and secrets. */
    private static final Set<String> OF_THE_PLATFORM = Set.of("name", "toloka.api.key", "result.bootstrap.servers");

    static Stream<String> files() throws IOException {
        return Stream.concat(
                ConfigFolder.files().stream().filter(file -> file.matches("connector/.+\\.json|confluent/.+\\.json")),
                Stream.of("strimzi/kafka-connector.yaml", "msk-connect/connector.json"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void hasOnlyKeysThatSomebodyReads(String file) throws IOException {
        var keys = configuration(file).keySet();

        var unknown = Keys.ofConnector().unknownAmong(keys);

        assertThat(unknown).allSatisfy(key -> {
            assertThat(file).isEqualTo("confluent/cloud.json");
            assertThat(OF_CONFLUENT_CLOUD).contains(key);
        });
    }

    @ParameterizedTest
    @MethodSource("files")
    void isValidForConnectAndForTheConnector(String file) throws IOException {
        var configuration = onThisMachine(configuration(file));

        var problems = new TolokaSinkConnector()
                .validate(configuration).configValues().stream()
                        .filter(value -> !value.name().equals(OF_MSK))
                        .flatMap(value -> value.errorMessages().stream())
                        .toList();

        SinkConnectorConfig.validate(configuration);
        assertThat(problems).isEmpty();
    }

    @Test
    void theSameConnectorIsDescribedForEveryPlatform() throws IOException {
        var production = portable(configuration("connector/production.json"));

        assertThat(portable(configuration("strimzi/kafka-connector.yaml"))).isEqualTo(production);
        assertThat(portable(configuration("msk-connect/connector.json"))).isEqualTo(production);
        assertThat(production)
                .containsAllEntriesOf(without(portable(configuration("confluent/cloud.json")), OF_CONFLUENT_CLOUD));
    }

    @Test
    void productionPaysOnlyForTasksThatTheirProducerCommitted() throws IOException {
        assertThat(configuration("connector/production.json"))
                .contains(entry("consumer.override.isolation.level", "read_committed"));
    }

    @Test
    void theRehearsalSharesNeitherResultsNorJournalNorTransactionsWithProduction() throws IOException {
        var production = configuration("connector/production.json");
        var rehearsal = configuration("connector/simulator.json");

        assertThat(rehearsal.get("topics")).isEqualTo(production.get("topics"));
        assertThat(List.of("name", "journal.topic", "operation.namespace", "errors.deadletterqueue.topic.name"))
                .allSatisfy(key -> assertThat(rehearsal.get(key)).isNotEqualTo(production.get(key)));
        assertThat(List.of(
                        rehearsal.get("result.task.created.topic"),
                        rehearsal.get("result.validation.error.topic"),
                        rehearsal.get("result.operation.status.topic"),
                        rehearsal.get("result.heartbeat.topic")))
                .doesNotContainAnyElementsOf(
                        Topics.all().stream().map(topic -> topic.name()).toList())
                .doesNotHaveDuplicates();
    }

    /** What the connector is given, from the form that the file has it in. */
    private static Map<String, String> configuration(String file) throws IOException {
        if (file.endsWith(".yaml")) {
            var connector = ConfigFolder.resource(file, "KafkaConnector", "labeling");
            var configuration = new HashMap<>(ConfigFolder.settings(connector.at("/spec/config")));
            configuration.put("name", connector.at("/metadata/name").asText());
            configuration.put("connector.class", connector.at("/spec/class").asText());
            configuration.put("tasks.max", connector.at("/spec/tasksMax").asText());
            return configuration;
        }
        var json = ConfigFolder.json(file);
        if (json.has("connectorConfiguration")) {
            var configuration = ((ObjectNode) json.get("connectorConfiguration"))
                    .put("name", json.get("connectorName").asText());
            return ConfigFolder.settings(configuration);
        }
        return ConfigFolder.settings(json);
    }

    /** Certificates are looked at when a configuration is validated, and those of the platform are not here. */
    private static Map<String, String> onThisMachine(Map<String, String> configuration) {
        var here = new HashMap<>(configuration);
        here.replaceAll((key, value) ->
                key.endsWith(".location") ? Path.of("nowhere.pem").toString() : value);
        return here;
    }

    private static Map<String, String> portable(Map<String, String> configuration) {
        var portable = new TreeMap<>(without(configuration, OF_THE_PLATFORM));
        portable.keySet().removeIf(key -> key.startsWith("result.producer."));
        return portable;
    }

    private static Map<String, String> without(Map<String, String> configuration, Set<String> keys) {
        var rest = new TreeMap<>(configuration);
        rest.keySet().removeAll(keys);
        return rest;
    }
}
