package io.github.tolokaconnect.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every file of {@code config/}. */
class ConfigFilesTest {

    /** What files there are, each with a test that reads it as its user does. A file of no kind is one that nobody checks. */
    private static final List<Pattern> KINDS = List.of(
            Pattern.compile("(.+/)?README\\.md"),
            // WorkerFilesTest
            Pattern.compile("(connect|compose)/connect-(distributed|standalone)\\.properties"),
            Pattern.compile("msk-connect/worker\\.properties"),
            // LoggingFileTest, and the exporter's own test beside the metrics
            Pattern.compile("connect/connect-log4j2\\.yaml"),
            Pattern.compile("connect/jmx-exporter\\.yml"),
            // ConnectorFilesTest
            Pattern.compile("connector/[a-z-]+\\.json"),
            Pattern.compile("msk-connect/connector\\.json"),
            Pattern.compile("confluent/cloud\\.json"),
            // TopicFilesTest of events, RightsTest, SecuredClusterIT
            Pattern.compile("kafka/(topics\\.properties|create-topics\\.sh|acls\\.sh)"),
            Pattern.compile("msk-connect/iam-policy\\.json"),
            // StrimziFilesTest and those it names
            Pattern.compile(
                    "strimzi/(kafka-(connect|connector|topics|user)|streams-app|pod-monitor|prometheus-rule)\\.yaml"),
            // StreamsFilesTest; routes and pools are read by the streams app's own tests
            Pattern.compile("streams/streams-app\\.properties"),
            Pattern.compile("streams/(routes|pools)/[a-z-]+\\.json"),
            // promtool, and the tests of rules and dashboards
            Pattern.compile("prometheus/(prometheus\\.yml|rules/[a-z-]+\\.yml|tests/.+\\.yml)"),
            Pattern.compile("grafana/(dashboards/[a-z-]+\\.json|provisioning/[a-z]+/[a-z-]+\\.ya?ml)"),
            // the test of docker-compose.yml, and .ci/compose
            Pattern.compile("compose/.+"));

    static List<String> files() throws IOException {
        return ConfigFolder.files();
    }

    @ParameterizedTest
    @MethodSource("files")
    void isOfAKindThatIsChecked(String file) {
        assertThat(KINDS)
                .as("config/%s is of no kind that a test reads; write one and name it here", file)
                .anyMatch(kind -> kind.matcher(file).matches());
    }

    @ParameterizedTest
    @MethodSource("files")
    void isRead(String file) throws IOException {
        if (file.endsWith(".json")) {
            assertThat(ConfigFolder.json(file)).isNotEmpty();
        } else if (file.endsWith(".yaml") || file.endsWith(".yml")) {
            assertThat(ConfigFolder.yaml(file)).isNotEmpty();
        } else if (file.endsWith(".properties")) {
            assertThat(ConfigFolder.properties(file)).isNotEmpty();
        } else if (file.endsWith(".sh")) {
            assertThat(ConfigFolder.text(file))
                    .startsWith("#!/usr/bin/env bash\n")
                    .contains("\nset -euo pipefail\n");
            assertThat(Files.isExecutable(ConfigFolder.ROOT.resolve(file))).isTrue();
        } else {
            assertThat(ConfigFolder.text(file)).isNotBlank();
        }
    }

    @Test
    void everyFolderIsExplained() throws IOException {
        var overview = ConfigFolder.text("README.md");

        assertThat(ConfigFolder.files().stream()
                        .filter(file -> file.contains("/"))
                        .map(file -> file.substring(0, file.indexOf('/') + 1))
                        .distinct())
                .allSatisfy(folder -> assertThat(overview).contains("`" + folder));
    }
}
