package io.github.tolokaconnect.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AsyncApiTest {

    private static final Set<String> WRITTEN_BY_OTHERS = Set.of(
            Topics.LABELING_TASKS.name(), Topics.PREDICTIONS.name(), Topics.CONTROL.name(), Topics.ANSWERS.name());

    private final JsonNode document = read();

    @Test
    void isADocumentOfVersion3() {
        assertThat(document.path("asyncapi").asText()).startsWith("3.");
        assertThat(document.at("/info/title").asText()).isNotBlank();
        assertThat(document.at("/info/version").asText()).isNotBlank();
        assertThat(document.path("defaultContentType").asText()).isEqualTo("application/json");
    }

    @Test
    void describesTheTopicsAsTheyAreDefined() {
        List<TopicDefinition> described = elements("channels")
                .map(channel -> new TopicDefinition(
                        channel.path("address").asText(),
                        channel.path("description").asText(),
                        keyOf(channel.path("address").asText()),
                        channel.at("/bindings/kafka/partitions").intValue(),
                        channel.at("/bindings/kafka/replicas").shortValue(),
                        configs(channel.at("/bindings/kafka/topicConfiguration"))))
                .toList();

        assertThat(described).isEqualTo(Topics.all());
    }

    @Test
    void refersOnlyToWhatExists() {
        List<String> references = document.findValuesAsText("$ref");

        assertThat(references)
                .isNotEmpty()
                .allSatisfy(reference ->
                        assertThat(resolve(reference).isObject()).as(reference).isTrue());
    }

    @Test
    void hasOneOperationForEveryChannelWithMessagesOfThatChannel() {
        Map<String, Long> operations = elements("operations")
                .map(operation -> operation.at("/channel/$ref").asText())
                .collect(Collectors.groupingBy(reference -> reference, TreeMap::new, Collectors.counting()));

        assertThat(operations)
                .hasSize(document.path("channels").size())
                .allSatisfy((channel, count) -> assertThat(count).isEqualTo(1));
        assertThat(elements("operations")).allSatisfy(operation -> {
            assertThat(operation.path("action").asText()).isIn("send", "receive");
            assertThat(operation.path("messages").findValuesAsText("$ref"))
                    .isNotEmpty()
                    .allMatch(message ->
                            message.startsWith(operation.at("/channel/$ref").asText() + "/messages/"));
        });
    }

    @Test
    void readsWhatOthersWriteAndSendsTheRest() {
        Map<String, String> actions = elements("operations")
                .collect(Collectors.toMap(
                        operation -> resolve(operation.at("/channel/$ref").asText())
                                .path("address")
                                .asText(),
                        operation -> operation.path("action").asText()));

        assertThat(actions)
                .hasSize(Topics.all().size())
                .allSatisfy((topic, action) ->
                        assertThat(action).as(topic).isEqualTo(WRITTEN_BY_OTHERS.contains(topic) ? "receive" : "send"));
    }

    @ParameterizedTest
    @EnumSource(EventSchema.class)
    void namesTypeAndSchemaOfEveryEvent(EventSchema schema) {
        JsonNode message = elements("components/messages")
                .filter(candidate -> candidate.path("name").asText().equals(schema.ceType()))
                .findFirst()
                .orElseThrow();

        assertThat(resolve(message.at("/payload/$ref").asText()).path("$id").asText())
                .isEqualTo(schema.dataSchema());
        assertThat(resolve(message.at("/headers/$ref").asText())).isEqualTo(Contract.headersSchema());
        assertThat(message.path("summary").asText())
                .isEqualTo(Contract.schema(schema).path("description").asText());
        assertThat(message.at("/bindings/kafka/key/description").asText()).isNotBlank();
    }

    @Test
    void takesEveryDocumentFromItsSchema() {
        assertThat(document.at("/components/messages").findValuesAsText("$ref"))
                .containsAll(Contract.DOCUMENTS.stream()
                        .map(name -> "." + Contract.schemaResource(name))
                        .toList());
    }

    private JsonNode resolve(String reference) {
        return reference.startsWith("#")
                ? document.at(reference.substring(1))
                : Contract.json(reference.substring(".".length()));
    }

    private Stream<JsonNode> elements(String path) {
        return StreamSupport.stream(document.at("/" + path).spliterator(), false);
    }

    /** The key is prose in both places; it is compared by nobody. */
    private static String keyOf(String address) {
        return Topics.all().stream()
                .filter(topic -> topic.name().equals(address))
                .map(TopicDefinition::key)
                .findFirst()
                .orElse("");
    }

    private static Map<String, String> configs(JsonNode configuration) {
        Map<String, String> configs = new TreeMap<>();
        configuration.properties().forEach(entry -> configs.put(entry.getKey(), text(entry.getValue())));
        return configs;
    }

    private static String text(JsonNode value) {
        return value.isArray()
                ? StreamSupport.stream(value.spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(","))
                : value.asText();
    }

    private static JsonNode read() {
        try {
            return new YAMLMapper().readTree(Contract.bytes("/asyncapi.yaml"));
        } catch (IOException e) {
            throw new IllegalStateException("asyncapi.yaml", e);
        }
    }
}
