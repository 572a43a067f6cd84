package io.github.tolokaconnect.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What a shipped artifact consists of, in CycloneDX's own form.
 *
 * @param artifact the name that the project gives it
 * @param libraries what it brings along, by name
 */
record BillOfMaterials(String artifact, List<Library> libraries) {

    private static final String OWN = "io.github.tolokaconnect";

    /**
     * A library in it.
     *
     * @param licenses SPDX identifiers, or names of those that have none
     */
    record Library(String group, String name, String version, List<String> licenses) {

        /** Name of its file. */
        String jar() {
            return name + "-" + version + ".jar";
        }

        String coordinates() {
            return group + ":" + name;
        }

        /** Whether it is a part of this project. */
        boolean isOwn() {
            return group.equals(OWN);
        }
    }

    BillOfMaterials {
        libraries = List.copyOf(libraries);
    }

    /** Those of everything that is shipped. */
    static List<BillOfMaterials> ofTheProject() throws IOException {
        return List.of(
                of("connector", "kafka-connect-toloka"),
                of("streams-app", "toloka-streams-app"),
                of("simulator", "toloka-simulator"));
    }

    /** The one that module {@code module} has made for {@code artifact}. */
    static BillOfMaterials of(String module, String artifact) throws IOException {
        return parse(artifact, Files.readString(file(module, artifact)));
    }

    static Path file(String module, String artifact) {
        return Artifacts.home().resolve(module + "/target/" + artifact + "-" + Artifacts.version() + ".cdx.json");
    }

    static BillOfMaterials parse(String artifact, String json) throws IOException {
        return new BillOfMaterials(
                artifact,
                elements(JsonMapper.builder().build().readTree(json).path("components"))
                        .map(BillOfMaterials::library)
                        .sorted((one, other) -> one.coordinates().compareTo(other.coordinates()))
                        .toList());
    }

    private static Library library(JsonNode component) {
        var licenses = elements(component.path("licenses"))
                .map(choice -> choice.has("expression")
                        ? choice.path("expression").asText()
                        : choice.path("license")
                                .path(choice.path("license").has("id") ? "id" : "name")
                                .asText())
                .toList();
        return new Library(
                component.path("group").asText(),
                component.path("name").asText(),
                component.path("version").asText(),
                licenses);
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
