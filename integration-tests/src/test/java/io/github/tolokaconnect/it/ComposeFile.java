package io.github.tolokaconnect.it;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** {@code docker-compose.yml} and what it mounts, as documents. */
record ComposeFile(Path project, JsonNode tree) {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    /** The one of the checkout that this module is in. */
    static ComposeFile ofCheckout() throws IOException {
        var project = Path.of(System.getProperty("basedir", "."))
                .toAbsolutePath()
                .normalize()
                .getParent();
        return new ComposeFile(project, yaml(project.resolve("docker-compose.yml")));
    }

    static JsonNode yaml(Path file) throws IOException {
        return YAML.readTree(Files.readString(file));
    }

    /** All services, by name. */
    Map<String, JsonNode> services() {
        return tree.get("services").properties().stream().collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    JsonNode service(String name) {
        return tree.get("services").get(name);
    }

    /** Services that are meant to stay; the others do something and end. The parser shows an alias as its name. */
    Map<String, JsonNode> servicesThatStay() {
        return services().entrySet().stream()
                .filter(service -> service.getValue().path("<<").asText().equals("service"))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Elements of a list, empty where there is none. */
    static List<String> texts(JsonNode list) {
        return elements(list).map(JsonNode::asText).toList();
    }

    static Stream<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    /** What a service mounts of the checkout, by the path in the container. */
    Map<String, Path> mounted(String service) {
        return texts(service(service).path("volumes")).stream()
                .filter(volume -> volume.startsWith("./"))
                .map(volume -> volume.split(":"))
                .collect(toMap(volume -> volume[1], volume -> project.resolve(volume[0].substring(2))));
    }
}
