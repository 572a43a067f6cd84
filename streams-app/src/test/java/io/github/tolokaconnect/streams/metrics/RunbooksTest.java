package io.github.tolokaconnect.streams.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RunbooksTest {

    private static final Path DIRECTORY = Path.of("..", "docs", "runbooks");
    private static final Path RULES_OF_STREAMS_APP = Path.of("..", "docs", "streams-app", "alerts.md");
    private static final List<String> HEADINGS =
            List.of("What it means for money", "Confirm it", "Stop the bleeding", "Fix", "Afterwards");
    private static final Pattern RULE = Pattern.compile("(?m)^\\| \\[(\\w+)]\\(\\.\\./runbooks/([a-z-]+\\.md)\\) ");

    @Test
    void everyAlertOfPrometheusHasItsPage() throws IOException {
        for (String alert : AlertingRules.shipped().names()) {
            assertThat(Path.of("..", Runbooks.pathOf(alert))).content().contains("`" + alert + "`");
        }
    }

    @Test
    void everyPageBelongsToAnAlert() throws IOException {
        Stream<String> ofPrometheus = AlertingRules.shipped().names().stream().map(Runbooks::pathOf);
        Stream<String> ofStreamsApp = RULE.matcher(Files.readString(RULES_OF_STREAMS_APP))
                .results()
                .map(rule -> "docs/runbooks/" + rule.group(2));

        assertThat(pages().stream().map(page -> "docs/runbooks/" + page.getFileName()))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(ofPrometheus, ofStreamsApp).distinct().toList());
    }

    @Test
    void everyPageAnswersTheSameQuestions() throws IOException {
        for (Path page : pages()) {
            assertThat(Files.readAllLines(page).stream()
                            .filter(line -> line.startsWith("## "))
                            .map(line -> line.substring(3)))
                    .as(page.toString())
                    .isEqualTo(HEADINGS);
        }
    }

    @Test
    void everyPageSaysHowToConfirm() throws IOException {
        for (Path page : pages()) {
            String text = Files.readString(page);

            assertThat(text.substring(text.indexOf("## Confirm it"), text.indexOf("## Stop the bleeding")))
                    .as(page.toString())
                    .contains("```bash\ncurl -s ");
        }
    }

    @Test
    void theIndexNamesEveryPage() throws IOException {
        String index = Files.readString(DIRECTORY.resolve("README.md"));

        for (Path page : pages()) {
            assertThat(index).contains("](" + page.getFileName() + ")");
        }
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> pages = Files.list(DIRECTORY)) {
            return pages.filter(page -> !page.endsWith("README.md")).toList();
        }
    }
}
