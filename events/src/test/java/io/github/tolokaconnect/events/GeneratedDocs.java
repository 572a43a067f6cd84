package io.github.tolokaconnect.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The parts of {@code docs/reference/events.md} that follow from the contract, as Markdown. */
final class GeneratedDocs {

    private GeneratedDocs() {}

    /** The part {@code name}: "topics", "commands", "headers", "fields &lt;schema&gt;" or "example &lt;file&gt;". */
    static String part(String name) {
        String[] words = name.split(" ", 2);
        return switch (words[0]) {
            case "topics" -> topics();
            case "commands" -> commands();
            case "headers" -> headers();
            case "fields" -> fields(words[1]);
            case "example" -> example(words[1]);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static String topics() {
        return table(
                List.of("Topic", "Purpose", "Key", "Partitions", "Cleanup", "Retention", "Compacted after"),
                Topics.all().stream()
                        .map(topic -> List.of(
                                code(topic.name()),
                                topic.purpose(),
                                topic.key(),
                                Integer.toString(topic.partitions()),
                                code(topic.configs().get("cleanup.policy")),
                                days(topic, "retention.ms").orElse("last event of each key"),
                                days(topic, "min.compaction.lag.ms").orElse(compacts(topic) ? "at once" : "–"))));
    }

    private static boolean compacts(TopicDefinition topic) {
        return topic.configs().get("cleanup.policy").contains("compact");
    }

    private static Optional<String> days(TopicDefinition topic, String config) {
        return Optional.ofNullable(topic.configs().get(config))
                .map(millis -> Duration.ofMillis(Long.parseLong(millis)).toDays())
                .map(days -> days + (days == 1 ? " day" : " days"));
    }

    private static String commands() {
        return fence(
                "sh",
                Topics.all().stream()
                        .map(topic -> topic.createCommand("localhost:9092"))
                        .collect(Collectors.joining("\n")));
    }

    private static String headers() {
        JsonNode schema = Contract.headersSchema();
        return table(
                List.of("Header", "Always", "Meaning"),
                rows("", schema).map(row -> List.of(row.get(0), row.get(2), row.get(3))));
    }

    private static String fields(String schemaName) {
        return table(List.of("Field", "Type", "Always", "Meaning"), rows("", Contract.schema(schemaName)));
    }

    private static Stream<List<String>> rows(String path, JsonNode schema) {
        List<String> required = texts(schema.path("required"));
        List<List<String>> rows = new ArrayList<>();
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            JsonNode field = property.getValue();
            String at = path + property.getKey();
            rows.add(List.of(code(at), type(field), required.contains(property.getKey()) ? "yes" : "", meaning(field)));
            rows(at + ".", field).forEach(rows::add);
            rows(at + "[].", field.path("items")).forEach(rows::add);
        }
        return rows.stream();
    }

    private static String type(JsonNode field) {
        JsonNode type = field.path("type");
        String name = type.isArray() ? type.get(0).asText() : type.asText("any");
        return switch (field.path("format").asText()) {
            case "date-time" -> "time";
            case "uuid" -> "UUID";
            default -> name;
        };
    }

    private static String meaning(JsonNode field) {
        String description = field.path("description").asText();
        List<String> examples = texts(field.path("examples"));
        return examples.isEmpty()
                ? description
                : description + " Such as "
                        + examples.stream().map(GeneratedDocs::code).collect(Collectors.joining(", ")) + ".";
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static String example(String name) {
        return fence("json", new String(Contract.example(name), StandardCharsets.UTF_8).strip());
    }

    private static String table(List<String> head, Stream<List<String>> rows) {
        return row(head)
                + row(head.stream().map(cell -> "---").toList())
                + rows.map(GeneratedDocs::row).collect(Collectors.joining());
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static String fence(String language, String text) {
        return "```" + language + "\n" + text + "\n```\n";
    }

    private static String code(String text) {
        return "`" + text + "`";
    }
}
