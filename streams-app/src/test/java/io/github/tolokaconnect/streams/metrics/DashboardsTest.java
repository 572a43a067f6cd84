package io.github.tolokaconnect.streams.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The dashboards for Grafana as data. */
class DashboardsTest {

    private static final int COLUMNS = 24;
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?(\\w+)");
    private static final Pattern LEGEND_LABEL = Pattern.compile("\\{\\{(\\w+)}}");
    private static final Pattern RANGE = Pattern.compile("\\b(rate|irate)\\([^\\[]*\\[(?!\\$__rate_interval])");
    private static final Pattern RUNBOOK = Pattern.compile("\\$\\{docs}/runbooks/([\\w-]+\\.md)");
    private static final Set<String> OF_GRAFANA = Set.of("__rate_interval", "__range");

    private final MetricNames names = new MetricNames();

    static List<Dashboard> shipped() throws IOException {
        return Dashboard.shipped();
    }

    @Test
    void areThreeWithTheirOwnNames() throws IOException {
        assertThat(shipped())
                .extracting(dashboard -> dashboard.file().getFileName().toString())
                .containsExactly("active-learning.json", "connector.json", "overview.json");
        assertThat(shipped())
                .extracting(dashboard -> dashboard.json().path("uid").asText())
                .doesNotHaveDuplicates()
                .allMatch(uid -> uid.matches("toloka-[a-z-]{1,33}"));
    }

    @Test
    void areProvisionedTogetherWithTheirDataSource() throws IOException {
        Path provisioning = Path.of("..", "config", "grafana", "provisioning");
        JsonNode sources = new YAMLMapper()
                .readTree(provisioning.resolve("datasources/prometheus.yml").toFile());
        JsonNode providers = new YAMLMapper()
                .readTree(provisioning.resolve("dashboards/toloka-connect.yml").toFile());
        JsonNode prometheus = new YAMLMapper()
                .readTree(
                        Path.of("..", "config", "prometheus", "prometheus.yml").toFile());

        assertThat(sources.at("/datasources/0/type").asText()).isEqualTo("prometheus");
        assertThat(sources.at("/datasources/0/jsonData/timeInterval").asText())
                .isEqualTo(prometheus.at("/global/scrape_interval").asText());
        assertThat(providers.at("/providers/0/options/path").asText()).startsWith("/");
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void panelsHaveIdsOfTheirOwnAndPlacesThatDoNotOverlap(Dashboard dashboard) {
        Set<String> taken = new HashSet<>();
        for (JsonNode panel : dashboard.panels()) {
            JsonNode at = panel.path("gridPos");
            assertThat(at.path("x").asInt() + at.path("w").asInt()).isLessThanOrEqualTo(COLUMNS);
            for (int x = 0; x < at.path("w").asInt(); x++) {
                for (int y = 0; y < at.path("h").asInt(); y++) {
                    assertThat(taken.add((at.path("x").asInt() + x) + "/"
                                    + (at.path("y").asInt() + y)))
                            .as(panel.path("title").asText())
                            .isTrue();
                }
            }
        }
        assertThat(dashboard.panels())
                .extracting(panel -> panel.path("id").asInt())
                .doesNotHaveDuplicates()
                .doesNotContain(0);
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void everyPanelSaysWhatItShowsInWhichUnit(Dashboard dashboard) {
        assertThat(dashboard.panels())
                .filteredOn(panel -> !panel.path("type").asText().equals("row"))
                .allSatisfy(panel -> {
                    assertThat(panel.path("description").asText()).endsWith(".");
                    if (!panel.path("type").asText().equals("text")) {
                        assertThat(panel.path("title").asText()).isNotBlank();
                        assertThat(panel.at("/fieldConfig/defaults/unit").asText())
                                .isNotBlank();
                        assertThat(panel.path("targets")).isNotEmpty();
                    }
                });
        assertThat(dashboard.panels().get(0).at("/options/content").asText()).contains("Intake, not execution");
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void everyDataSourceIsTheOneThatIsChosen(Dashboard dashboard) {
        assertThat(dashboard.json().findValues("datasource"))
                .isNotEmpty()
                .allMatch(source -> source.path("uid").asText().equals("${datasource}"));
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void asksOnlyForWhatIsSaidOrRecorded(Dashboard dashboard) throws IOException {
        Set<String> recorded = AlertingRules.shipped().recorded();
        Set<String> variables = dashboard.variables().stream()
                .map(variable -> variable.path("name").asText())
                .collect(Collectors.toSet());

        assertThat(dashboard.targets()).isNotEmpty().allSatisfy(target -> {
            PromQl expr = new PromQl(target.expr());
            assertThat(expr.metrics()).isNotEmpty().allMatch(metric -> names.has(metric) || recorded.contains(metric));
            assertThat(names.all()).containsAll(expr.grouped());
            assertThat(LEGEND_LABEL.matcher(target.legend()).results().map(found -> found.group(1)))
                    .allMatch(names.all()::contains);
            assertThat(VARIABLE.matcher(target.expr()).results().map(found -> found.group(1)))
                    .contains("job")
                    .allMatch(name -> variables.contains(name) || OF_GRAFANA.contains(name));
            assertThat(RANGE.matcher(target.expr()).find()).isFalse();
            for (Map.Entry<String, Set<String>> matched : expr.matched().entrySet()) {
                if (names.has(matched.getKey())) {
                    assertThat(names.labelsOf(matched.getKey())).containsAll(matched.getValue());
                }
            }
        });
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void everyVariableIsUsed(Dashboard dashboard) {
        String used =
                dashboard.json().path("panels").toString() + dashboard.json().path("links");

        assertThat(dashboard.variables())
                .extracting(variable -> variable.path("name").asText())
                .allMatch(name -> used.contains("$" + name) || used.contains("${" + name + "}"));
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void linksLeadToRunbooksThatThereAreAndToTheOtherDashboards(Dashboard dashboard) {
        assertThat(RUNBOOK.matcher(dashboard.json().toString()).results().map(found -> found.group(1)))
                .isNotEmpty()
                .allMatch(page -> Files.exists(Path.of("..", "docs", "runbooks", page)));
        assertThat(dashboard.json().path("links"))
                .anyMatch(link -> link.path("type").asText().equals("dashboards")
                        && link.path("tags").equals(dashboard.json().path("tags")));
    }
}
