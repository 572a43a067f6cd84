package io.github.tolokaconnect.streams.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The OpenAPI document, and what in an answer disagrees with it. Objects are taken to have no fields but those that it names. */
final class ApiDocument {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode DOCUMENT = read();
    private static final JsonNode CLOSED = closed();
    private static final Map<String, JsonSchema> COMPILED = new ConcurrentHashMap<>();
    private static final SchemaValidatorsConfig WITH_FORMATS =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    private ApiDocument() {}

    static JsonNode json() {
        return DOCUMENT;
    }

    /** Its calls as method and path template. */
    static List<String> calls() {
        List<String> calls = new ArrayList<>();
        DOCUMENT.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(method -> calls.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        return calls;
    }

    /** What is wrong with the answer {@code body} of this status and media type. */
    static List<String> violations(String method, String path, int status, String mediaType, String body) {
        String template = template(path);
        JsonNode response = DOCUMENT.path("paths")
                .path(template)
                .path(method.toLowerCase(Locale.ROOT))
                .path("responses")
                .path(Integer.toString(status));
        if (response.isMissingNode()) {
            return List.of(method + " " + template + " has no answer " + status);
        }
        if (!response.has("content")) {
            return body.isEmpty() ? List.of() : List.of(status + " has a body");
        }
        String type = mediaType.split(";", 2)[0];
        JsonNode reference = response.path("content").path(type).path("schema").path("$ref");
        if (!response.path("content").has(type)) {
            return List.of(status + " has no content of type " + type);
        }
        return reference.isMissingNode() ? List.of() : violations(reference.asText(), body);
    }

    static List<String> violations(String reference, String body) {
        JsonSchema schema = COMPILED.computeIfAbsent(reference, ref -> {
            ObjectNode root = JSON.createObjectNode().put("$ref", ref);
            root.set("components", CLOSED.path("components"));
            return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(root, WITH_FORMATS);
        });
        try {
            return schema.validate(JSON.readTree(body)).stream()
                    .map(ValidationMessage::getMessage)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The template that {@code path} is of; one with fewer variables first. */
    private static String template(String path) {
        String[] segments = path.split("\\?", 2)[0].split("/", -1);
        Map<Integer, String> fitting = new TreeMap<>();
        for (Iterator<String> names = DOCUMENT.path("paths").fieldNames(); names.hasNext(); ) {
            String name = names.next();
            String[] parts = name.split("/", -1);
            int variables = 0;
            boolean fits = parts.length == segments.length;
            for (int i = 0; fits && i < parts.length; i++) {
                boolean isVariable = parts[i].startsWith("{");
                fits = isVariable || parts[i].equals(segments[i]);
                variables += isVariable ? 1 : 0;
            }
            if (fits) {
                fitting.put(variables, name);
            }
        }
        return fitting.values().stream().findFirst().orElse("(no template for " + path + ")");
    }

    private static JsonNode closed() {
        JsonNode document = DOCUMENT.deepCopy();
        document.path("components").path("schemas").forEach(schema -> {
            if (schema.has("properties")) {
                ((ObjectNode) schema).put("additionalProperties", false);
            }
        });
        return document;
    }

    private static JsonNode read() {
        try (InputStream resource = ApiDocument.class.getResourceAsStream("openapi.json")) {
            return JSON.readTree(Objects.requireNonNull(resource));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
