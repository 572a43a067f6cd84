package io.github.tolokaconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The table of {@code docs/reference/compatibility.md}, against the workers that ran. A JDK that this machine does not have proves
 * nothing about its rows; they stay as they are, and that is said.
 */
record CompatibilityPage(List<ReleasedWorker> ran) {

    private static final String START = "<!-- generated: workers -->\n";
    private static final String END = "\n<!-- end -->";
    private static final String HEAD = """

            | Connect | Java | Found and validated | Exactly once, restarted under way | Offsets by REST | MBeans | Plugin metrics |
            | --- | --- | --- | --- | --- | --- | --- |
            """;

    CompatibilityPage {
        ran = List.copyOf(ran);
    }

    /** Demands that the page says what ran, and nothing else; or, with {@code -Dupdate.docs=true}, makes it so. */
    void isWhatRan() throws IOException {
        var file = Artifacts.home().resolve("docs/reference/compatibility.md");
        var page = Files.readString(file);
        var start = page.indexOf(START) + START.length();
        var table = page.substring(start, page.indexOf(END, start));
        var rows = ran.stream().map(CompatibilityPage::row).toList();
        if (Boolean.getBoolean("update.docs")) {
            var all = HEAD + String.join("\n", rows) + "\n";
            Files.writeString(file, page.replace(START + table + END, START + all + END));
            return;
        }
        assertThat(rowsOfTheSameJdks(table))
                .as(file.getFileName()
                        + " says something else than what ran; look, then run: .ci/compatibility -Dupdate.docs=true")
                .containsExactlyElementsOf(rows);
    }

    private List<String> rowsOfTheSameJdks(String table) {
        Set<String> present = ran.stream()
                .map(worker -> String.valueOf(worker.jdk().feature()))
                .collect(Collectors.toSet());
        return table.lines()
                .filter(line -> line.matches("\\| [0-9].*"))
                .filter(line -> present.contains(line.split(" *\\| *", -1)[2]))
                .toList();
    }

    private static String row(ReleasedWorker worker) {
        return "| %s | %d | yes | yes | yes | yes | %s |"
                .formatted(worker.version(), worker.jdk().feature(), worker.hasPluginMetrics() ? "yes" : "–");
    }
}
