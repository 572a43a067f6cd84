package io.github.tolokaconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The table of {@code docs/reference/compatibility.md}, against the workers that ran. A JDK that this machine does not have proves
 * nothing about its rows; they stay as they are.
 *
 * @param ran those whose promises were kept, in the order of the table, and whether each showed the metrics of plugins
 */
record CompatibilityPage(Map<ReleasedWorker, Boolean> ran) {

    private static final String START = "<!-- generated: workers -->\n";
    private static final String END = "\n<!-- end -->";
    private static final String HEAD = """

            | Connect | Java | Found and validated | Exactly once, restarted under way | Offsets by REST | MBeans | Plugin metrics |
            | --- | --- | --- | --- | --- | --- | --- |
            """;

    CompatibilityPage {
        ran = Collections.unmodifiableMap(new LinkedHashMap<>(ran));
    }

    /** Demands that the page says what ran, and nothing else; or, with {@code -Dupdate.docs=true}, makes it so. */
    void isWhatRan() throws IOException {
        var file = Artifacts.home().resolve("docs/reference/compatibility.md");
        var page = Files.readString(file);
        var start = page.indexOf(START) + START.length();
        var table = page.substring(start, page.indexOf(END, start));
        var rows = ran.entrySet().stream().map(CompatibilityPage::row).toList();
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
        Set<String> present = ran.keySet().stream()
                .map(worker -> String.valueOf(worker.jdk().feature()))
                .collect(Collectors.toSet());
        return table.lines()
                .filter(line -> line.matches("\\| [0-9].*"))
                .filter(line -> present.contains(line.split(" *\\| *", -1)[2]))
                .toList();
    }

    private static String row(Map.Entry<ReleasedWorker, Boolean> worker) {
        return "| %s | %d | yes | yes | yes | yes | %s |"
                .formatted(
                        worker.getKey().version(),
                        worker.getKey().jdk().feature(),
                        worker.getValue() ? "yes" : "–");
    }
}
