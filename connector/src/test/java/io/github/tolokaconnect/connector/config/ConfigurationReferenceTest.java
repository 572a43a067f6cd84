package io.github.tolokaconnect.connector.config;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.tolokaconnect.connector.ReferencePage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keeps {@code docs/reference/configuration.md} and the configurations that the project ships true to the definition. */
class ConfigurationReferenceTest {
    private final ConfigDef definition = ConnectorConfig.definition();

    @Test
    void isWhatTheDefinitionSays() throws IOException {
        new ReferencePage("reference/configuration.md")
                .isWhatTheCodeSays(part -> part.equals("must") ? required() : keys());
    }

    static Stream<Path> shippedConfigurations() throws IOException {
        try (var deployed = Files.list(ReferencePage.PROJECT.resolve("config/connector"));
                var packed = Files.list(ReferencePage.PROJECT.resolve("connector/src/plugin/etc"))) {
            return Stream.concat(deployed, packed)
                    .filter(file -> file.toString().endsWith(".json"))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("shippedConfigurations")
    void everyShippedConfigurationIsValid(Path file) throws IOException {
        Map<String, String> properties = new ObjectMapper().readValue(Files.readString(file), new TypeReference<>() {});

        var problems = ConfigCheck.of(properties).configValues().stream()
                .flatMap(value -> value.errorMessages().stream())
                .toList();

        assertThat(problems).isEmpty();
    }

    private String required() {
        return definition.configKeys().values().stream()
                .filter(key -> !key.hasDefault())
                .map(key -> "`" + key.name + "`")
                .collect(joining(", ", "", "\n"));
    }

    private String keys() {
        var groups = definition.configKeys().values().stream()
                .collect(groupingBy(key -> key.group, LinkedHashMap::new, toList()));
        return definition.groups().stream()
                .map(group -> "## " + group + "\n\n"
                        + groups.getOrDefault(group, List.of()).stream()
                                .sorted((a, b) -> Integer.compare(a.orderInGroup, b.orderInGroup))
                                .map(ConfigurationReferenceTest::key)
                                .collect(joining("\n")))
                .collect(joining("\n"));
    }

    private static String key(ConfigKey key) {
        var facts = new StringBuilder("*")
                .append(key.type.name().toLowerCase(Locale.ROOT))
                .append("* · ")
                .append(defaultOf(key));
        if (key.validator != null) {
            facts.append(" · allowed: ").append(key.validator);
        }
        facts.append(" · importance ").append(key.importance.name().toLowerCase(Locale.ROOT));
        return "### `" + key.name + "`\n\n" + key.documentation + "\n\n" + facts + "\n";
    }

    private static String defaultOf(ConfigKey key) {
        if (!key.hasDefault()) {
            return "**required**";
        }
        var text = key.defaultValue == null
                ? ""
                : ConfigDef.convertToString(
                        key.defaultValue, key.type == ConfigDef.Type.PASSWORD ? ConfigDef.Type.STRING : key.type);
        return text.isEmpty() ? "no default" : "default `" + text + "`";
    }
}
