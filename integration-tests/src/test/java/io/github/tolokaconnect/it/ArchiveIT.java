package io.github.tolokaconnect.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The plugin archive as operators and plugin hubs take it. */
class ArchiveIT {

    private static final String TOP = "kafka-connect-toloka-" + Artifacts.version() + "/";

    /** Licence of each library that the archive brings: a new library needs a line here, and its text in the archive. */
    private static final Map<String, String> LICENSES = Map.ofEntries(
            Map.entry("kafka-connect-toloka", "Apache-2.0.txt"),
            Map.entry("events", "Apache-2.0.txt"),
            Map.entry("toloka-client", "Apache-2.0.txt"),
            Map.entry("jackson-annotations", "Apache-2.0.txt"),
            Map.entry("jackson-core", "Apache-2.0.txt"),
            Map.entry("jackson-databind", "Apache-2.0.txt"),
            Map.entry("bucket4j_jdk17-core", "Apache-2.0.txt"),
            Map.entry("micrometer-core", "Apache-2.0.txt"),
            Map.entry("micrometer-commons", "Apache-2.0.txt"),
            Map.entry("micrometer-observation", "Apache-2.0.txt"),
            Map.entry("resilience4j-core", "Apache-2.0.txt"),
            Map.entry("commons-text", "Apache-2.0.txt"),
            Map.entry("commons-lang3", "Apache-2.0.txt"),
            Map.entry("jspecify", "Apache-2.0.txt"),
            Map.entry("HdrHistogram", "BSD-2-Clause-HdrHistogram.txt"),
            Map.entry("uuid-creator", "MIT-uuid-creator.txt"));

    private static final Map<String, byte[]> FILES = new TreeMap<>();

    @BeforeAll
    static void read() throws IOException {
        FILES.putAll(unzip(Files.readAllBytes(Artifacts.plugin().file())));
    }

    @Test
    void hasOneTopDirectoryInTheLayoutOfPluginHubs() {
        assertThat(FILES.keySet()).allSatisfy(path -> assertThat(path).startsWith(TOP));
        assertThat(FILES)
                .containsKeys(
                        TOP + "manifest.json",
                        TOP + "LICENSE",
                        TOP + "NOTICE",
                        TOP + "lib/kafka-connect-toloka-" + Artifacts.version() + ".jar",
                        TOP + "etc/toloka-sink.json",
                        TOP + "assets/toloka-connect.svg",
                        TOP + "doc/README.md",
                        TOP + "doc/reference/configuration.md",
                        TOP + "doc/reference/events.md");
        assertThat(FILES)
                .allSatisfy((path, content) -> assertThat(content).as(path).isNotEmpty());
    }

    @Test
    void bringsNoClassesThatBelongToTheWorker() throws IOException {
        var foreign = new ArrayList<String>();
        for (var jar : jars()) {
            unzip(FILES.get(jar)).keySet().stream()
                    .filter(entry -> entry.contains("org/apache/kafka/") || entry.contains("org/slf4j/"))
                    .forEach(entry -> foreign.add(jar + "!" + entry));
        }

        assertThat(foreign).isEmpty();
    }

    @Test
    void canBeFoundByServiceLoading() throws IOException {
        var connector = unzip(FILES.get(TOP + "lib/kafka-connect-toloka-" + Artifacts.version() + ".jar"));

        var service = connector.get("META-INF/services/org.apache.kafka.connect.sink.SinkConnector");

        assertThat(new String(service, UTF_8).trim())
                .isEqualTo("io.github.tolokaconnect.connector.TolokaSinkConnector");
        assertThat(connector).containsKey("io/github/tolokaconnect/connector/TolokaSinkConnector.class");
    }

    @Test
    void hasAManifestThatFitsItsContent() throws IOException {
        var manifest = JsonMapper.builder().build().readTree(FILES.get(TOP + "manifest.json"));

        assertThat(manifest.path("version").asText()).isEqualTo(Artifacts.version());
        assertThat(manifest.path("name").asText()).isEqualTo("kafka-connect-toloka");
        assertThat(FILES).containsKey(TOP + manifest.path("logo").asText());
        assertThat(new String(FILES.get(TOP + "manifest.json"), UTF_8)).doesNotContain("${");
    }

    @Test
    void holdsWhatItsBillOfMaterialsLists() throws IOException {
        var json = FILES.get(TOP + "doc/kafka-connect-toloka-" + Artifacts.version() + ".cdx.json");

        var bill = BillOfMaterials.parse("kafka-connect-toloka", new String(json, UTF_8));

        assertThat(jars())
                .filteredOn(jar -> !jar.equals(TOP + "lib/kafka-connect-toloka-" + Artifacts.version() + ".jar"))
                .containsExactlyInAnyOrderElementsOf(bill.libraries().stream()
                        .map(library -> TOP + "lib/" + library.jar())
                        .toList());
    }

    @Test
    void holdsTheLicenceOfEveryLibrary() {
        var libraries = jars().stream().map(ArchiveIT::library).toList();

        assertThat(libraries).doesNotHaveDuplicates().allSatisfy(library -> {
            assertThat(LICENSES).containsKey(library);
            assertThat(FILES).containsKey(TOP + "doc/licenses/" + LICENSES.get(library));
        });
    }

    private static List<String> jars() {
        return FILES.keySet().stream().filter(path -> path.endsWith(".jar")).toList();
    }

    private static String library(String jar) {
        return jar.substring(jar.lastIndexOf('/') + 1).replaceFirst("-[0-9].*$", "");
    }

    private static Map<String, byte[]> unzip(byte[] archive) throws IOException {
        var files = new TreeMap<String, byte[]>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory()) {
                    files.put(entry.getName(), zip.readAllBytes());
                }
            }
        }
        return files;
    }
}
