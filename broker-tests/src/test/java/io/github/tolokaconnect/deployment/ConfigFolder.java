package io.github.tolokaconnect.deployment;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** The folder {@code config/} of the project; files are named relative to it. */
final class ConfigFolder {

    static final Path ROOT = Path.of(System.getProperty("basedir", "."))
            .toAbsolutePath()
            .getParent()
            .resolve("config");

    /** A key that comes twice is a mistake of which readers see one half. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private ConfigFolder() {}

    /** Every file below, sorted. */
    static List<String> files() throws IOException {
        try (var files = Files.walk(ROOT)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> ROOT.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    static String text(String file) throws IOException {
        return Files.readString(ROOT.resolve(file));
    }

    static Map<String, String> properties(String file) throws IOException {
        return properties(new StringReader(text(file)));
    }

    static Map<String, String> properties(StringReader text) throws IOException {
        var read = new Properties() {
            private static final long serialVersionUID = 1;

            @Override
            public synchronized Object put(Object key, Object value) {
                if (containsKey(key)) {
                    throw new IllegalArgumentException(key + " is there twice");
                }
                return super.put(key, value);
            }
        };
        read.load(text);
        var settings = new HashMap<String, String>();
        read.stringPropertyNames().forEach(key -> settings.put(key, read.getProperty(key)));
        return settings;
    }

    /** The same settings where the folders of secrets are others: config providers want theirs to exist. */
    static Map<String, String> withSecretsIn(Path folder, Map<String, String> settings) {
        var moved = new HashMap<>(settings);
        moved.replaceAll(
                (key, value) -> value.replaceAll("/etc/secrets|/etc/toloka/user|/mnt|/run/secrets", folder.toString()));
        return moved;
    }

    /** A flat JSON object. */
    static Map<String, String> settings(String file) throws IOException {
        return settings(json(file));
    }

    /** The fields of a flat object, as a worker is given them. */
    static Map<String, String> settings(JsonNode object) {
        return object.properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, field -> field.getValue().asText()));
    }

    static JsonNode json(String file) throws IOException {
        return JSON.readValue(text(file), JsonNode.class);
    }

    /** The documents of a YAML file. */
    static List<JsonNode> yaml(String file) throws IOException {
        try (var documents = YAML.readerFor(new TypeReference<JsonNode>() {}).<JsonNode>readValues(text(file))) {
            return documents.readAll();
        }
    }

    /** The document of that kind and name. */
    static JsonNode resource(String file, String kind, String name) throws IOException {
        return yaml(file).stream()
                .filter(document -> document.path("kind").asText().equals(kind))
                .filter(document -> document.at("/metadata/name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " " + name + " in config/" + file));
    }
}
