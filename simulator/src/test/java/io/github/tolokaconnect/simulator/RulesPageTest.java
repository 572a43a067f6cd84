package io.github.tolokaconnect.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.simulator.reading.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;

/** The table of rules on the page about the simulator: those that are known or have no flag from a file, the others from the code. */
class RulesPageTest {
    private static final String HEAD = "| behaviour | source | standing | other choice |\n|---|---|---|---|\n";

    @Test
    void showsEveryRuleInTheDocumentation() throws IOException {
        Path page = Path.of("..", "docs", "simulator", "README.md");
        String documentation = Files.readString(page);

        String current = documentation.replaceFirst(
                "(?s)<!-- rules: begin -->.*<!-- rules: end -->",
                Matcher.quoteReplacement("<!-- rules: begin -->\n\n" + table() + "\n<!-- rules: end -->"));
        if (Boolean.getBoolean("update.docs")) {
            Files.writeString(page, current);
            documentation = current;
        }

        assertThat(documentation)
                .as("docs/simulator/README.md is out of date; run: mvn -pl simulator -am test -Dupdate.docs=true")
                .contains(HEAD)
                .isEqualTo(current);
    }

    private static String table() {
        StringBuilder table = new StringBuilder(HEAD);
        written().lines().filter(line -> !line.isBlank()).forEach(line -> {
            String[] columns = line.split(" \\| ", -1);
            assertThat(columns).as(line).hasSize(3);
            assertThat(columns[0]).as(line).isIn("certain", "our choice");
            table.append(row(columns[2], columns[1], columns[0], ""));
        });
        for (Reading reading : Reading.values()) {
            table.append(row(
                    reading.question() + " → " + reading.standard().text(),
                    reading.source(),
                    "our reading",
                    "`--reading " + reading.flag() + "=" + reading.other().name() + "` → "
                            + reading.other().text()));
        }
        return table.toString();
    }

    private static String row(String behaviour, String source, String standing, String other) {
        return "| " + behaviour + " | " + source + " | " + standing + " | " + other + " |\n";
    }

    private static String written() {
        try (InputStream rules = RulesPageTest.class.getResourceAsStream("rules.txt")) {
            assertThat(rules).isNotNull();
            return new String(rules.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
