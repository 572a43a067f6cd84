package io.github.tolokaconnect.streams.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The OpenAPI document as Markdown. */
final class ApiPage {

    private static final String REFERENCE = "#/components/schemas/";

    private final StringBuilder page = new StringBuilder();

    private ApiPage() {}

    static String of(JsonNode document) {
        ApiPage page = new ApiPage();
        page.line("# HTTP API");
        page.line("");
        page.line("<!-- Written by OpenApiTest from openapi.json, run with -Dupdate.docs=true. -->");
        page.line("");
        page.line(document.path("info").path("description").asText());
        page.line(
                "The same as an OpenAPI 3.1 document: `/api/v1/openapi.json`. How it is used: [Streams app](../streams-app/README.md).");
        page.line("");
        page.line("## Calls");
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(call -> page.call(
                                call.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), call.getValue())));
        page.line("");
        page.line("## Objects");
        document.path("components").path("schemas").properties().forEach(page::schema);
        return page.page.toString();
    }

    private void call(String name, JsonNode call) {
        line("");
        line("### `" + name + "`");
        line("");
        line(call.path("description").asText() + (call.has("security") ? " Needs a token." : ""));
        if (call.has("parameters")) {
            line("");
            line("| parameter | in | type | meaning |");
            line("|---|---|---|---|");
            call.path("parameters")
                    .forEach(parameter -> row(
                            "`" + parameter.path("name").asText() + "`",
                            parameter.path("in").asText(),
                            type(parameter.path("schema")),
                            parameter.path("description").asText()));
        }
        line("");
        if (call.has("requestBody")) {
            line("Body: "
                    + type(call.path("requestBody")
                            .path("content")
                            .path("application/json")
                            .path("schema"))
                    + (call.path("requestBody").path("required").asBoolean() ? "." : ", may be left out."));
            line("");
        }
        line("| status | body | meaning |");
        line("|---|---|---|");
        call.path("responses").properties().forEach(response -> {
            Map.Entry<String, JsonNode> content = response.getValue().path("content").properties().stream()
                    .findFirst()
                    .orElse(null);
            String body = content == null
                    ? ""
                    : content.getValue().path("schema").has("$ref")
                            ? type(content.getValue().path("schema"))
                            : "`" + content.getKey() + "`";
            row(response.getKey(), body, response.getValue().path("description").asText());
        });
    }

    private void schema(Map.Entry<String, JsonNode> schema) {
        line("");
        line("### " + schema.getKey());
        line("");
        line(schema.getValue().path("description").asText());
        if (!schema.getValue().has("properties")) {
            return;
        }
        List<String> required = new ArrayList<>();
        schema.getValue().path("required").forEach(name -> required.add(name.asText()));
        line("");
        line("| field | type | meaning |");
        line("|---|---|---|");
        schema.getValue()
                .path("properties")
                .properties()
                .forEach(field -> row(
                        "`" + field.getKey() + "`",
                        type(field.getValue()) + (required.contains(field.getKey()) ? "" : ", optional"),
                        field.getValue().path("description").asText()));
    }

    private static String type(JsonNode schema) {
        if (schema.has("$ref")) {
            String name = schema.path("$ref").asText().substring(REFERENCE.length());
            return "[" + name + "](#" + name.toLowerCase(Locale.ROOT) + ")";
        }
        if (schema.has("anyOf")) {
            return type(schema.path("anyOf").path(0)) + " or null";
        }
        List<String> words = new ArrayList<>();
        JsonNode type = schema.path("type");
        if (type.isMissingNode()) {
            return "any";
        }
        if (type.isTextual()) {
            words.add(type.asText());
        } else {
            type.forEach(word -> words.add(word.asText()));
        }
        String text = String.join(" or ", words);
        if (schema.has("items")) {
            return "array of " + type(schema.path("items"));
        }
        if (schema.path("additionalProperties").isObject()) {
            return "object of " + type(schema.path("additionalProperties"));
        }
        if (schema.has("enum")) {
            List<String> values = new ArrayList<>();
            schema.path("enum").forEach(value -> values.add("`" + value.asText() + "`"));
            return String.join(", ", values);
        }
        return schema.has("format") ? text + " (" + schema.path("format").asText() + ")" : text;
    }

    private void row(String... cells) {
        line("| " + String.join(" | ", cells) + " |");
    }

    private void line(String text) {
        page.append(text).append('\n');
    }
}
