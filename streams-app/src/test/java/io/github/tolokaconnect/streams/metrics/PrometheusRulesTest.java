package io.github.tolokaconnect.streams.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules for Prometheus as data; what they do is tested by promtool, in {@code config/prometheus/tests}. */
class PrometheusRulesTest {

    private static final Path TESTS = Path.of("..", "config", "prometheus", "tests");
    private static final Pattern TEMPLATE_LABEL = Pattern.compile("\\$labels\\.(\\w+)");

    private final MetricNames names = new MetricNames();
    private final AlertingRules rules;

    PrometheusRulesTest() throws IOException {
        rules = AlertingRules.shipped();
    }

    @Test
    void askOnlyForWhatTheStreamsAppSaysOrTheyThemselvesHaveRecordedBefore() {
        Set<String> recorded = new HashSet<>();
        Stream.concat(rules.records().stream(), rules.alerts().stream()).forEach(rule -> {
            PromQl expr = new PromQl(rule.path("expr").asText());

            assertThat(expr.metrics())
                    .as(rule.toString())
                    .isNotEmpty()
                    .allMatch(metric -> names.has(metric) || recorded.contains(metric));
            recorded.add(rule.path("record").asText());
        });
    }

    @Test
    void matchAndGroupByLabelsThatThereAre() {
        Stream.concat(rules.records().stream(), rules.alerts().stream()).forEach(rule -> {
            PromQl expr = new PromQl(rule.path("expr").asText());

            expr.matched()
                    .forEach((metric, labels) -> assertThat(names.labelsOf(metric))
                            .as("%s in %s", metric, rule)
                            .containsAll(labels));
            assertThat(names.all()).as(rule.toString()).containsAll(expr.grouped());
        });
    }

    @Test
    void recordNothingThatNobodyAsksFor() throws IOException {
        StringBuilder asked = new StringBuilder();
        Stream.concat(rules.records().stream(), rules.alerts().stream())
                .forEach(rule -> asked.append(rule.path("expr").asText()).append(' '));
        for (Dashboard dashboard : Dashboard.shipped()) {
            dashboard.targets().forEach(target -> asked.append(target.expr()).append(' '));
        }

        assertThat(new PromQl(asked.toString()).metrics()).containsAll(rules.recorded());
    }

    @Test
    void sayHowUrgentAnAlertIsAndWhatToDo() {
        assertThat(rules.names()).doesNotHaveDuplicates().allMatch(name -> name.startsWith("Toloka"));
        assertThat(rules.alerts()).allSatisfy(alert -> {
            JsonNode annotations = alert.path("annotations");
            assertThat(alert.at("/labels/severity").asText()).isIn("page", "warn", "info");
            assertThat(List.of("summary", "description"))
                    .allMatch(name -> !annotations.path(name).asText().isBlank());
            assertThat(annotations.path("runbook_url").asText())
                    .isEqualTo(Runbooks.pathOf(alert.path("alert").asText()));
        });
    }

    @Test
    void nameInTheirTextsOnlyLabelsThatTheAlertHas() {
        assertThat(rules.alerts())
                .allSatisfy(alert -> TEMPLATE_LABEL
                        .matcher(alert.path("annotations").toString())
                        .results()
                        .map(found -> found.group(1))
                        .forEach(label -> assertThat(names.all()).contains(label)));
    }

    @Test
    void areEachMadeToFireByATest() throws IOException {
        StringBuilder tests = new StringBuilder();
        try (Stream<Path> files = Files.list(TESTS)) {
            for (Path file : files.toList()) {
                tests.append(Files.readString(file));
            }
        }

        assertThat(rules.names())
                .allSatisfy(name -> assertThat(tests)
                        .containsPattern("alertname: " + name + "\\n +exp_alerts:(?! \\[\\])")
                        .containsPattern("alertname: " + name + "\\n +exp_alerts: \\[\\]"));
    }
}
