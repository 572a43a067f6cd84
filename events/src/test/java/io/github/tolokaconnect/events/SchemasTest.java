package io.github.tolokaconnect.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SchemasTest {

    @ParameterizedTest
    @EnumSource(EventSchema.class)
    void haveTheFieldsOfTheRecordsAndRequireThoseThatAreNeverNull(EventSchema schema) {
        Map<String, Boolean> ofRecord = new TreeMap<>(Map.of("/schema", true));
        addComponents("", schema.eventClass(), ofRecord);

        Map<String, Boolean> ofSchema = new TreeMap<>();
        addProperties("", Contract.schema(schema), ofSchema);

        assertThat(ofSchema).isEqualTo(ofRecord);
    }

    @ParameterizedTest
    @EnumSource(EventSchema.class)
    void takeNullForAbsentExactlyWhereAFieldIsOptional(EventSchema schema) {
        assertThat(nullableWithoutBeingOptional(Contract.schema(schema))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(EventSchema.class)
    void areNamedByTheAddressInTheHeaders(EventSchema schema) {
        assertThat(Contract.schema(schema).path("$id").asText()).isEqualTo(schema.dataSchema());
        assertThat(Contract.schema(schema).path("$schema").asText())
                .isEqualTo("https://json-schema.org/draft/2020-12/schema");
    }

    @ParameterizedTest
    @EnumSource(EventSchema.class)
    void describeEveryFieldAndCloseNothing(EventSchema schema) {
        JsonNode document = Contract.schema(schema);

        assertThat(properties(document)).allSatisfy(property -> {
            assertThat(property.schema().path("description").asText())
                    .as(property.path())
                    .endsWith(".");
            assertThat(property.schema().has("enum")).as(property.path()).isFalse();
        });
        assertThat(closed(document)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("minorVersions")
    void ofAMinorVersionOnlyAddOptionalFields(EventSchema schema, int minor) {
        JsonNode earlier = Contract.json("/schemas/" + schema.schemaName() + "/1." + (minor - 1) + ".json");
        JsonNode later = Contract.json("/schemas/" + schema.schemaName() + "/1." + minor + ".json");

        assertThat(fields(later)).containsAllEntriesOf(fields(earlier));
        assertThat(required(later)).isEqualTo(required(earlier));
    }

    @ParameterizedTest
    @MethodSource("minorVersions")
    void ofEarlierMinorVersionsAcceptWhatIsWrittenNow(EventSchema schema, int minor) {
        String earlier = "/schemas/" + schema.schemaName() + "/1." + (minor - 1) + ".json";

        assertThat(Contract.examples(schema))
                .allSatisfy(example -> assertThat(Contract.violations(
                                earlier,
                                Contract.json("/examples/" + schema.schemaName() + "/" + example.getFileName())))
                        .isEmpty());
    }

    @ParameterizedTest
    @MethodSource("documents")
    void ofDocumentsAreNamedDescribedAndOpenToo(String schemaName) {
        JsonNode document = Contract.schema(schemaName);

        assertThat(document.path("$id").asText()).endsWith("/schemas/" + schemaName + "/1.0.json");
        assertThat(properties(document))
                .isNotEmpty()
                .allSatisfy(property -> assertThat(
                                property.schema().path("description").asText())
                        .as(property.path())
                        .endsWith("."));
        assertThat(nullableWithoutBeingOptional(document)).isEmpty();
        assertThat(closed(document)).isEmpty();
    }

    @Test
    void findAMissingFieldAndAWrongType() {
        JsonNode document = Contract.tree(Contract.example("task-created/created"));
        ((ObjectNode) document).put("event_time", "yesterday").remove("task");

        List<String> violations = Contract.violations(EventSchema.TASK_CREATED, document);

        assertThat(violations)
                .hasSize(2)
                .anyMatch(message -> message.contains("'task'"))
                .anyMatch(message -> message.contains("event_time"));
    }

    /** Fields that may be null and not absent, or the other way round. */
    private static List<String> nullableWithoutBeingOptional(JsonNode document) {
        return properties(document)
                .filter(property -> property.schema().has("type"))
                .filter(property ->
                        property.required() == types(property.schema()).contains("null"))
                .map(Property::path)
                .toList();
    }

    /** Every event with each of its minor versions but the first. */
    static Stream<Arguments> minorVersions() {
        return Stream.of(EventSchema.values())
                .flatMap(schema -> IntStream.rangeClosed(
                                1,
                                Integer.parseInt(
                                        schema.id().substring(schema.id().lastIndexOf('.') + 1)))
                        .mapToObj(minor -> Arguments.of(schema, minor)));
    }

    /** Types by path, without the name of the schema. */
    private static Map<String, String> fields(JsonNode schema) {
        return properties(schema)
                .collect(Collectors.toMap(
                        Property::path,
                        property -> property.schema().path("type") + " "
                                + property.schema().path("format").asText()));
    }

    private static Set<String> required(JsonNode schema) {
        return properties(schema).filter(Property::required).map(Property::path).collect(Collectors.toSet());
    }

    static List<String> documents() {
        return Contract.DOCUMENTS;
    }

    /** What {@code schema} says to refuse fields that it does not name. */
    private static List<JsonNode> closed(JsonNode schema) {
        assertThat(schema.findValues("additionalProperties")).isNotEmpty();
        return schema.findValues("additionalProperties").stream()
                .filter(allowed -> allowed.isBoolean() && !allowed.booleanValue())
                .toList();
    }

    private static void addComponents(String path, Class<?> type, Map<String, Boolean> into) {
        for (RecordComponent component : type.getRecordComponents()) {
            JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
            String name = named == null ? new SnakeCaseStrategy().translate(component.getName()) : named.value();
            AnnotatedType componentType = component.getAnnotatedType();
            into.put(path + "/" + name, !componentType.isAnnotationPresent(Nullable.class));
            Class<?> part = component.getType();
            if (componentType instanceof AnnotatedParameterizedType list) {
                part = (Class<?>) list.getAnnotatedActualTypeArguments()[0].getType();
            }
            if (part.isRecord() && !isOpenEnum(part)) {
                addComponents(path + "/" + name, part, into);
            }
        }
    }

    private static boolean isOpenEnum(Class<?> type) {
        return type.getRecordComponents().length == 1
                && type.getRecordComponents()[0].getName().equals("value");
    }

    private static void addProperties(String path, JsonNode schema, Map<String, Boolean> into) {
        properties(schema).forEach(property -> into.put(path + property.path(), property.required()));
    }

    private record Property(String path, JsonNode schema, boolean required) {}

    private static Stream<Property> properties(JsonNode schema) {
        List<Property> found = new ArrayList<>();
        collect("", schema, found);
        return found.stream();
    }

    private static void collect(String path, JsonNode schema, List<Property> found) {
        Set<String> required = StreamSupport.stream(schema.path("required").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toCollection(TreeSet::new));
        schema.path("properties").properties().forEach(entry -> {
            String at = path + "/" + entry.getKey();
            found.add(new Property(at, entry.getValue(), required.contains(entry.getKey())));
            collect(at, entry.getValue(), found);
            collect(at, entry.getValue().path("items"), found);
        });
    }

    private static Set<String> types(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isTextual()
                ? Set.of(type.asText())
                : StreamSupport.stream(type.spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.toSet());
    }
}
