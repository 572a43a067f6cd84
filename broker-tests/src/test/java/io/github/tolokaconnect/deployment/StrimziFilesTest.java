package io.github.tolokaconnect.deployment;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The resources for Kubernetes, as far as they rest on this project and on one another. */
class StrimziFilesTest {

    private static final Map<String, String> API_VERSIONS = Map.of(
            "KafkaConnect", "kafka.strimzi.io/v1",
            "KafkaConnector", "kafka.strimzi.io/v1",
            "KafkaTopic", "kafka.strimzi.io/v1",
            "KafkaUser", "kafka.strimzi.io/v1",
            "PodMonitor", "monitoring.coreos.com/v1",
            "PrometheusRule", "monitoring.coreos.com/v1",
            "StatefulSet", "apps/v1",
            "Service", "v1",
            "ConfigMap", "v1");

    private static final String RULE_HEAD = """
            # The alerts for Prometheus operators. A Prometheus that selects rules by label wants its label here.
            # Generated from config/prometheus/rules by: mvn -pl broker-tests -am test -Dtest=StrimziFilesTest -Dsurefire.failIfNoSpecifiedTests=false -Dupdate.docs=true
            apiVersion: monitoring.coreos.com/v1
            kind: PrometheusRule
            metadata:
              name: toloka-connect
              labels:
                app.kubernetes.io/name: toloka-connect
            spec:
            """;

    static Stream<String> files() throws IOException {
        return ConfigFolder.files().stream().filter(file -> file.startsWith("strimzi/"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void hasResourcesOfKnownKindsAndApis(String file) throws IOException {
        assertThat(ConfigFolder.yaml(file)).isNotEmpty().allSatisfy(resource -> {
            var kind = resource.path("kind").asText();
            assertThat(API_VERSIONS)
                    .containsEntry(kind, resource.path("apiVersion").asText());
            assertThat(resource.at("/metadata/name").asText()).matches("[a-z0-9]([-a-z0-9.]*[a-z0-9])?");
        });
    }

    @Test
    void workersFindTheSecretsThatTheConnectorNames() throws IOException {
        var connect = ConfigFolder.resource("strimzi/kafka-connect.yaml", "KafkaConnect", "toloka-connect");
        var connector = ConfigFolder.resource("strimzi/kafka-connector.yaml", "KafkaConnector", "labeling");

        var mounted = mounts(
                connect.at("/spec/template/connectContainer/volumeMounts"), connect.at("/spec/template/pod/volumes"));
        var paths = ConfigFolder.settings(connector.at("/spec/config")).values().stream()
                .filter(value -> value.contains("/mnt/"))
                .map(value -> value.replaceFirst(".*(/mnt/[^/:]+).*", "$1"));

        assertThat(paths).isNotEmpty().isSubsetOf(mounted);
        assertThat(connector.at("/metadata/labels/strimzi.io~1cluster").asText())
                .isEqualTo(connect.at("/metadata/name").asText());
    }

    @Test
    void aConnectorThatCannotRunIsNotRestartedForEver() throws IOException {
        var connector = ConfigFolder.resource("strimzi/kafka-connector.yaml", "KafkaConnector", "labeling");

        assertThat(connector.at("/spec/autoRestart/maxRestarts").asInt()).isBetween(1, 20);
        assertThat(connector.at("/spec/state").asText()).isIn("running", "paused", "stopped");
    }

    @Test
    void workersAreUsersOfTheCluster() throws IOException {
        var users = ConfigFolder.yaml("strimzi/kafka-user.yaml").stream()
                .map(user -> user.at("/metadata/name").asText())
                .toList();
        var connect = ConfigFolder.resource("strimzi/kafka-connect.yaml", "KafkaConnect", "toloka-connect");
        var app = ConfigFolder.resource("strimzi/streams-app.yaml", "StatefulSet", "toloka-streams-app");

        var secrets = Stream.concat(
                        elements(connect.at("/spec/template/pod/volumes")),
                        elements(app.at("/spec/template/spec/volumes")))
                .map(volume -> volume.at("/secret/secretName").asText())
                .collect(Collectors.toSet());

        assertThat(users).contains(connect.at("/spec/authentication/username").asText());
        assertThat(secrets).contains("toloka-results", "toloka-streams");
        assertThat(users).containsExactlyInAnyOrder("connect-worker", "toloka-results", "toloka-streams");
    }

    @Test
    void theStreamsAppIsAskedWhereItListens() throws IOException {
        var app = ConfigFolder.resource("strimzi/streams-app.yaml", "StatefulSet", "toloka-streams-app");
        var container = app.at("/spec/template/spec/containers/0");
        var settings = StreamsFilesTest.forKubernetes();

        assertThat(List.of("startupProbe", "livenessProbe", "readinessProbe").stream()
                        .map(probe ->
                                container.at("/" + probe + "/httpGet/path").asText()))
                .containsExactly("/health/started", "/health/live", "/health/ready");
        assertThat(container.at("/ports/0/containerPort").asText()).isEqualTo(settings.get("http.port"));
        assertThat(settings).containsEntry("http.host", "0.0.0.0");
        assertThat(elements(container.at("/args")).map(JsonNode::asText))
                .contains("http.advertised=$(POD_NAME)."
                        + app.at("/spec/serviceName").asText() + ":" + settings.get("http.port"));
    }

    @Test
    void theStreamsAppFindsItsFiles() throws IOException {
        var app = ConfigFolder.resource("strimzi/streams-app.yaml", "StatefulSet", "toloka-streams-app");
        var pod = app.at("/spec/template/spec");
        var mounted = elements(pod.at("/containers/0/volumeMounts"))
                .map(mount -> mount.get("mountPath").asText())
                .collect(Collectors.toSet());

        assertThat(StreamsFilesTest.forKubernetes().values().stream()
                        .filter(value -> value.matches(".*/(etc/toloka|var/lib)/.*"))
                        .map(value -> value.replaceFirst(".*?(/(etc/toloka|var/lib)/[^/:]+).*", "$1")))
                .hasSize(5)
                .isSubsetOf(mounted);
        assertThat(mounted).contains("/tmp");
    }

    @Test
    void nothingRunsAsRoot() throws IOException {
        var app = ConfigFolder.resource("strimzi/streams-app.yaml", "StatefulSet", "toloka-streams-app")
                .at("/spec/template/spec");
        var connect = ConfigFolder.resource("strimzi/kafka-connect.yaml", "KafkaConnect", "toloka-connect")
                .at("/spec/template");

        assertThat(List.of(app.at("/securityContext/runAsNonRoot"), connect.at("/pod/securityContext/runAsNonRoot")))
                .allMatch(JsonNode::asBoolean);
        assertThat(List.of(app.at("/containers/0/securityContext"), connect.at("/connectContainer/securityContext")))
                .allSatisfy(context -> {
                    assertThat(context.get("allowPrivilegeEscalation").asBoolean(true))
                            .isFalse();
                    assertThat(context.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
                });
    }

    @Test
    void monitorsSelectWhatIsThere() throws IOException {
        var monitor = ConfigFolder.resource("strimzi/pod-monitor.yaml", "PodMonitor", "toloka-streams-app");
        var app = ConfigFolder.resource("strimzi/streams-app.yaml", "StatefulSet", "toloka-streams-app");

        assertThat(app.at("/spec/template/metadata/labels")).isEqualTo(monitor.at("/spec/selector/matchLabels"));
        assertThat(app.at("/spec/template/spec/containers/0/ports/0/name").asText())
                .isEqualTo(monitor.at("/spec/podMetricsEndpoints/0/port").asText());
    }

    @Test
    void thePrometheusRuleHasTheAlertsOfPrometheus() throws IOException {
        var rules = ConfigFolder.files().stream()
                .filter(file -> file.startsWith("prometheus/rules/"))
                .toList();
        var expected = new StringBuilder(RULE_HEAD).append("  groups:\n");
        var groups = new ArrayNode(JsonNodeFactory.instance);
        for (var file : rules) {
            expected.append(indented(ConfigFolder.text(file)));
            ConfigFolder.yaml(file).get(0).get("groups").forEach(groups::add);
        }
        var rule = ConfigFolder.ROOT.resolve("strimzi/prometheus-rule.yaml");

        if (Boolean.getBoolean("update.docs")) {
            Files.writeString(rule, expected);
        }

        assertThat(rule).hasContent(expected.toString());
        assertThat(groups).isNotEmpty();
        assertThat(ConfigFolder.yaml("strimzi/prometheus-rule.yaml").get(0).at("/spec/groups"))
                .isEqualTo(groups);
    }

    /** Without what stands above the groups, and two columns to the right. */
    private static String indented(String rules) {
        return rules.lines()
                .dropWhile(line -> !line.equals("groups:"))
                .skip(1)
                .map(line -> line.isEmpty() ? "" : "  " + line)
                .collect(joining("\n", "", "\n"));
    }

    private static Set<String> mounts(JsonNode mounts, JsonNode volumes) {
        var there = elements(volumes).map(volume -> volume.get("name").asText()).toList();
        return elements(mounts)
                .filter(mount -> there.contains(mount.get("name").asText()))
                .map(mount -> mount.get("mountPath").asText())
                .collect(Collectors.toSet());
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
