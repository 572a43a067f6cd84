package io.github.tolokaconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for every container of {@code docker-compose.yml}, also for those whose images are not everywhere. */
class ComposeFileTest {
    private static final Pattern SECRET_LIKE = Pattern.compile("(?i)pass|secret|token|key|credential");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{file:/run/secrets/([^:]+):([^}]+)}");

    private final ComposeFile compose;

    ComposeFileTest() throws IOException {
        compose = ComposeFile.ofCheckout();
    }

    @Test
    void everyImageHasAVersionAndOurOwnThatOfTheProject() throws IOException {
        var pom = Files.readString(compose.project().resolve("pom.xml"));
        var version = pom.replaceAll("(?s).*?<artifactId>toloka-connect</artifactId>\\s*<version>([^<]+)<.*", "$1");

        assertThat(compose.services()).allSatisfy((name, service) -> {
            var image = service.path("image").asText();
            assertThat(image).matches("[a-z-]+/[a-z-]+:v?\\d+\\.\\d+\\.\\d+");
            if (service.has("build")) {
                assertThat(image).isEqualTo("toloka-connect/" + name + ":" + version);
                assertThat(dockerfile(service))
                        .contains("org.opencontainers.image.version=\"" + version + "\"")
                        .containsPattern("(?m)^FROM [a-z-]+/?[a-z-]*:(\\d+-jre|\\$\\{KAFKA_VERSION})$")
                        .doesNotContain(":latest");
            }
        });
    }

    @Test
    void theWorkerIsOfTheBrokersVersion() {
        var broker = compose.service("kafka").path("image").asText();

        assertThat(dockerfile(compose.service("connect"))).contains("ARG KAFKA_VERSION=" + broker.split(":", -1)[1]);
        assertThat(compose.service("init").path("image").asText()).isEqualTo(broker);
    }

    @Test
    void whatStaysHasAHealthCheckAndAllHaveAMemoryLimit() {
        assertThat(compose.services().keySet())
                .containsOnlyOnceElementsOf(compose.servicesThatStay().keySet())
                .hasSize(compose.servicesThatStay().size() + 1)
                .contains("init");
        assertThat(compose.servicesThatStay())
                .allSatisfy((name, service) -> assertThat(
                                service.path("healthcheck").path("test").size())
                        .isGreaterThan(1));
        assertThat(compose.services())
                .allSatisfy((name, service) ->
                        assertThat(service.path("mem_limit").asText()).matches("\\d+[mg]"));
    }

    @Test
    void noContainerIsRootOrCanBecomeIt() {
        var container = compose.tree().get("x-container");

        assertThat(ComposeFile.texts(container.get("cap_drop"))).containsExactly("ALL");
        assertThat(ComposeFile.texts(container.get("security_opt"))).containsExactly("no-new-privileges:true");
        assertThat(compose.tree().get("x-service").get("<<").asText()).isEqualTo("container");
        assertThat(compose.services()).allSatisfy((name, service) -> {
            assertThat(service.path("<<").asText()).isIn("service", "container");
            assertThat(service.path("user").asText()).isNotEmpty().doesNotMatch("(root|0)(:.*)?");
            assertThat(service.has("privileged") || service.has("cap_add")).isFalse();
        });
    }

    @Test
    void onlyThisMachineReachesThePorts() {
        assertThat(compose.services().values().stream().flatMap(service -> texts(service, "ports")))
                .isNotEmpty()
                .allMatch(port -> port.startsWith("127.0.0.1:"));
    }

    @Test
    void noSecretIsInAnEnvironmentVariableOrACommand() throws IOException {
        var secrets = compose.tree().get("secrets");
        assertThat(compose.services())
                .allSatisfy((name, service) -> service.path("environment")
                        .properties()
                        .forEach(variable -> {
                            if (SECRET_LIKE.matcher(variable.getKey()).find()) {
                                assertThat(variable.getKey()).endsWith("__FILE");
                                assertThat(variable.getValue().asText()).startsWith("/run/secrets/");
                            }
                        }));
        for (var secret : secrets) {
            var value = Files.readString(
                            compose.project().resolve(secret.get("file").asText()))
                    .strip()
                    .replaceAll("(?s).*=", "");
            assertThat(compose.tree().toString()).doesNotContain(value);
        }
    }

    @Test
    void everySecretIsAFileThatIsExplainedAndReadBySomebody() throws IOException {
        var directory = compose.project().resolve("config/compose/secrets");
        var explained = Files.readString(directory.resolve("README.md"));

        for (var secret : compose.tree().get("secrets").properties()) {
            var file = compose.project().resolve(secret.getValue().get("file").asText());
            assertThat(file).isRegularFile().hasParent(directory.toAbsolutePath());
            assertThat(explained).contains("`" + file.getFileName() + "`");
            assertThat(compose.services().values().stream().flatMap(service -> texts(service, "secrets")))
                    .contains(secret.getKey());
        }
    }

    @Test
    void theConnectorsSecretIsOneThatTheWorkerHasAndMayRead() throws IOException {
        var worker = new Properties();
        try (var reader =
                Files.newBufferedReader(compose.project().resolve("config/compose/connect-distributed.properties"))) {
            worker.load(reader);
        }
        var key = new ObjectMapper()
                .readTree(Files.readString(compose.project().resolve("config/connector/compose.json")))
                .get("toloka.api.key")
                .asText();
        var reference = REFERENCE.matcher(key);

        assertThat(reference.matches()).isTrue();
        assertThat(worker.getProperty("config.providers.file.param.allowed.paths"))
                .isEqualTo("/run/secrets");
        assertThat(texts(compose.service("connect"), "secrets")).contains(reference.group(1));
        var file = compose.tree()
                .get("secrets")
                .get(reference.group(1))
                .get("file")
                .asText();
        assertThat(Files.readAllLines(compose.project().resolve(file)))
                .anyMatch(line -> line.startsWith(reference.group(2) + "="));
    }

    @Test
    void whatIsMountedExistsAndIsReadOnly() {
        assertThat(compose.services()).allSatisfy((name, service) -> {
            assertThat(compose.mounted(name).values())
                    .allSatisfy(path -> assertThat(path).exists());
            assertThat(texts(service, "volumes").filter(volume -> volume.startsWith("./")))
                    .allMatch(volume -> volume.endsWith(":ro"));
        });
    }

    @Test
    void prometheusReadsRulesThatAreMountedAndAsksServicesThatExist() throws IOException {
        var mounted = compose.mounted("prometheus").get("/etc/prometheus");
        var configuration = ComposeFile.yaml(mounted.resolve("prometheus.yml"));
        var targets = ComposeFile.elements(configuration.get("scrape_configs"))
                .flatMap(job -> ComposeFile.elements(job.get("static_configs")))
                .flatMap(group -> texts(group, "targets"))
                .map(target -> target.split(":"));

        assertThat(texts(compose.service("prometheus"), "command"))
                .contains("--config.file=/etc/prometheus/prometheus.yml");
        assertThat(texts(configuration, "rule_files")).isNotEmpty().allSatisfy(pattern -> {
            var rules = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
            try (var files = Files.walk(mounted)) {
                assertThat(files.map(mounted::relativize)).anyMatch(rules::matches);
            }
        });
        assertThat(targets).isNotEmpty().allSatisfy(target -> {
            var service = compose.service(target[0]);
            assertThat(service).isNotNull();
            assertThat(dockerfile(service)).containsPattern("(?m)^EXPOSE (\\d+ )?" + target[1] + "$");
        });
    }

    @Test
    void grafanaFindsItsDashboardsAndThemTheirSource() throws IOException {
        var mounted = compose.mounted("grafana");
        var provisioning = mounted.get("/etc/grafana/provisioning");
        var source = only(provisioning, "datasources").get("datasources").get(0);
        var folder = only(provisioning, "dashboards").get("providers").get(0).at("/options/path");

        assertThat(source.get("url").asText()).isEqualTo("http://prometheus:9090");
        assertThat(mounted).containsKey(folder.asText());
        try (var dashboards = Files.list(mounted.get(folder.asText()))) {
            assertThat(dashboards.toList())
                    .isNotEmpty()
                    .allSatisfy(dashboard -> assertThat(new ObjectMapper()
                                    .readTree(Files.readString(dashboard))
                                    .findValues("datasource"))
                            .isNotEmpty()
                            .allMatch(used -> List.of(source.get("uid").asText(), "${datasource}", "-- Grafana --")
                                    .contains(used.path("uid").asText(used.asText()))));
        }
    }

    @Test
    void everyVolumeIsOfSomeService() {
        var names = compose.tree().get("volumes").properties().stream()
                .map(Map.Entry::getKey)
                .toList();

        assertThat(compose.services().values().stream()
                        .flatMap(service -> texts(service, "volumes"))
                        .filter(volume -> !volume.startsWith("./"))
                        .map(volume -> volume.split(":", -1)[0])
                        .toList())
                .containsExactlyInAnyOrderElementsOf(names);
    }

    /** The one file of a folder of Grafana's provisioning. */
    private static JsonNode only(Path provisioning, String folder) throws IOException {
        try (var files = Files.list(provisioning.resolve(folder))) {
            var all = files.toList();
            assertThat(all).hasSize(1);
            return ComposeFile.yaml(all.get(0));
        }
    }

    private static Stream<String> texts(JsonNode service, String list) {
        return ComposeFile.texts(service.path(list)).stream();
    }

    private String dockerfile(JsonNode service) {
        var file =
                compose.project().resolve(service.get("build").get("dockerfile").asText());
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
