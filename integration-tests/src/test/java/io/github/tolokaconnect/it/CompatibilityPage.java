package io.github.tolokaconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The table of {@code docs/reference/compatibility.md}, against the workers that ran. A JDK that this machine does not have proves
 * nothing about its rows; they stay as they are, and {@code target/compatibility.txt} names them.
 *
 * @param ran those whose promises were kept, in the order of the table, and whether each showed the metrics of plugins
 */
record CompatibilityPage(Map<ReleasedWorker, Boolean> ran) {

    private static final String START = "<!-- generated: workers -->\n";
    private static final String END = "\n<!-- end -->";
    private static final String ROW = "\\| [0-9].*";
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
        var compared = table.lines().filter(this::isOfAJdkThatRan).toList();
        var untried = table.lines()
                .filter(line -> line.matches(ROW) && !isOfAJdkThatRan(line))
                .toList();
        var all = Stream.concat(rows.stream(), untried.stream()).toList();
        Files.write(
                Artifacts.target().resolve("compatibility.txt"),
                List.of("ran:", String.join("\n", rows), "no such JDK here:", String.join("\n", untried)));
        if (Boolean.getBoolean("update.docs")) {
            Files.writeString(
                    file, page.replace(START + table + END, START + HEAD + String.join("\n", all) + "\n" + END));
            return;
        }
        assertThat(compared)
                .as(file.getFileName()
                        + " says something else than what ran; look, then run: .ci/compatibility -Dupdate.docs=true")
                .containsExactlyElementsOf(rows);
    }

    private boolean isOfAJdkThatRan(String line) {
        return line.matches(ROW)
                && ran.keySet().stream()
                        .anyMatch(worker -> line.split(" *\\| *", -1)[2].equals(
                                String.valueOf(worker.jdk().feature())));
    }

    private static String row(Map.Entry<ReleasedWorker, Boolean> worker) {
        return "| %s | %d | yes | yes | yes | yes | %s |"
                .formatted(worker.getKey().version(), worker.getKey().jdk().feature(), worker.getValue() ? "yes" : "–");
    }
}
