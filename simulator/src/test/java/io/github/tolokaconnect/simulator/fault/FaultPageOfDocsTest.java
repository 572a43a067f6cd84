package io.github.tolokaconnect.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of the documentation about faults says what there is, and its examples work. */
class FaultPageOfDocsTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z-]+)` \\|");
    private static final Pattern JSON_BLOCK = Pattern.compile("(?s)```json\n(.*?)\n```");
    private static final Pattern SHELL_RULE = Pattern.compile("'(\\{.*?\\})'\n");
    private static final Pattern FLAG = Pattern.compile("--scenario ([a-z-]+)");

    private final String page;

    FaultPageOfDocsTest() throws IOException {
        page = Files.readString(Path.of("..", "docs", "simulator", "faults.md"));
    }

    @Test
    void describesEveryKindOfFault() {
        assertThat(rows("## The faults")).containsExactlyInAnyOrderElementsOf(FaultReader.kinds());
    }

    @Test
    void namesEveryParameter() {
        String section = section("## The faults");

        for (String kind : FaultReader.kinds()) {
            String row = section.lines()
                    .filter(line -> line.startsWith("| `" + kind + "`"))
                    .findFirst()
                    .orElseThrow();
            FaultRule rule =
                    FaultRule.fromJson("{\"do\":{\"fault\":\"" + kind + "\"}}").get(0);
            rule.fault()
                    .toJson()
                    .fieldNames()
                    .forEachRemaining(name -> assertThat(name.equals("fault") || row.contains("`" + name + "`"))
                            .as(kind + " " + name)
                            .isTrue());
        }
    }

    @Test
    void describesEveryScenario() {
        assertThat(rows("## Scenarios"))
                .containsExactlyElementsOf(
                        Scenario.all().stream().map(Scenario::name).toList());
    }

    @Test
    void showsRulesThatWork() {
        List<String> examples = found(JSON_BLOCK, page);
        List<String> flags = found(SHELL_RULE, page);

        assertThat(examples)
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(json -> assertThat(FaultRule.fromJson(json)).isNotEmpty());
        assertThat(flags)
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(json -> assertThat(FaultRule.fromJson(json)).hasSize(1));
        assertThat(found(FLAG, page))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(Scenario.named(name).rules()).isNotEmpty());
    }

    @Test
    void explainsEachScenario() {
        assertThat(Scenario.all()).allSatisfy(scenario -> {
            assertThat(scenario.shows()).endsWith(".");
            assertThat(scenario.asks()).endsWith(".");
        });
    }

    private List<String> rows(String heading) {
        return found(ROW, section(heading));
    }

    private String section(String heading) {
        int start = page.indexOf("\n" + heading + "\n");
        int end = page.indexOf("\n## ", start + 1);
        return page.substring(start, end);
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
