package io.github.tolokaconnect.it;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.github.tolokaconnect.events.EventCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The published JSON schemas, asked by a validator that knows nothing of the codec. */
final class EventSchemas {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private static final SchemaValidatorsConfig WITH_FORMATS =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    private static final Map<String, JsonSchema> COMPILED = new HashMap<>();

    private EventSchemas() {}

    /** Where an event departs from the schema that it names. */
    static List<String> violations(Received<?> received) {
        return COMPILED
                .computeIfAbsent(received.json().path("schema").asText(), EventSchemas::compile)
                .validate(received.json())
                .stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    private static JsonSchema compile(String id) {
        var resource = "/schemas/" + id + ".json";
        try (var stream = EventCodec.class.getResourceAsStream(resource)) {
            return SCHEMAS.getSchema(JSON.readTree(Objects.requireNonNull(stream, resource)), WITH_FORMATS);
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }
}
