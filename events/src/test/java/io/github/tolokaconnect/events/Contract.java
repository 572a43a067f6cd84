package io.github.tolokaconnect.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The contract's documents as the module ships them, and an independent validator for them. */
final class Contract {

    static final JsonMapper JSON = new JsonMapper();

    /** Names of the schemas of what is no event: what models, people and their programs write. */
    static final List<String> DOCUMENTS = List.of("prediction", "answer", "route", "pool-alias", "replay", "audit");

    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private static final SchemaValidatorsConfig WITH_FORMATS =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    private static final Map<String, JsonSchema> COMPILED = new ConcurrentHashMap<>();

    private Contract() {}

    static JsonNode schema(EventSchema schema) {
        return schema(schema.schemaName());
    }

    static JsonNode schema(String schemaName) {
        return json(schemaResource(schemaName));
    }

    static String schemaResource(String schemaName) {
        return "/schemas/"
                + Stream.of(EventSchema.values())
                        .filter(schema -> schema.schemaName().equals(schemaName))
                        .map(EventSchema::id)
                        .findAny()
                        .orElse(schemaName + "/1.0")
                + ".json";
    }

    static JsonNode headersSchema() {
        return json("/schemas/cloudevents-headers.json");
    }

    static List<String> violations(EventSchema schema, JsonNode document) {
        return violations(schemaResource(schema.schemaName()), document);
    }

    static List<String> violations(String schemaResource, JsonNode document) {
        return COMPILED
                .computeIfAbsent(schemaResource, resource -> SCHEMAS.getSchema(json(resource), WITH_FORMATS))
                .validate(document)
                .stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    /** All example files of {@code schema}. */
    static List<Path> examples(EventSchema schema) {
        return examples(schema.schemaName());
    }

    static List<Path> examples(String schemaName) {
        try (Stream<Path> files = Files.list(resource("/examples/" + schemaName))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] example(String name) {
        return bytes("/examples/" + name + ".json");
    }

    static JsonNode tree(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(String resource) {
        return tree(bytes(resource));
    }

    static byte[] bytes(String resource) {
        try (InputStream stream = Contract.class.getResourceAsStream(resource)) {
            return Objects.requireNonNull(stream, resource).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path resource(String name) {
        try {
            return Path.of(Objects.requireNonNull(Contract.class.getResource(name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(name, e);
        }
    }
}
