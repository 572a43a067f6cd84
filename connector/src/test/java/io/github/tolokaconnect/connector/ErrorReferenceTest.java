package io.github.tolokaconnect.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/reference/errors.md} complete: a section for each stable id that the sources use, and for no other. */
class ErrorReferenceTest {
    private static final Pattern USED = Pattern.compile("\"(TLK-[0-9]{3}) ");
    private static final Pattern SECTION =
            Pattern.compile("(?m)^## (TLK-[0-9]{3})\n\n\\*\\*(.+?)\\*\\*", Pattern.DOTALL);
    private static final Pattern MENTIONED = Pattern.compile("TLK-[0-9]{3}");
    private static final Pattern GROUP = Pattern.compile("(?m)^\\| ([0-9]) \\|");
    /** What an id may be given to, as it stands before it in a source. */
    private static final Pattern BEARER = Pattern.compile(
            "LOG\\.(warn|error)\\(|Effect\\.(Warn)\\(|\\w*Exception\\(|super\\(|Effect\\.Fail\\(|Defect\\(");

    private final ReferencePage page = new ReferencePage("reference/errors.md");

    @Test
    void explainsExactlyTheIdsThatTheSourcesUse() throws IOException {
        assertThat(find(SECTION, 1, page.text())).isNotEmpty().isEqualTo(uses().keySet());
    }

    @Test
    void refersToNoIdThatItDoesNotExplain() throws IOException {
        assertThat(find(SECTION, 1, page.text())).containsAll(find(MENTIONED, 0, page.text()));
    }

    @Test
    void explainsThemInTheirOrder() throws IOException {
        assertThat(SECTION.matcher(page.text()).results().map(match -> match.group(1)))
                .isSorted();
    }

    @Test
    void namesEachFirstDigitThatIsInUseAndNoOther() throws IOException {
        var digits =
                uses().keySet().stream().map(id -> id.substring(4, 5)).collect(Collectors.toCollection(TreeSet::new));

        assertThat(find(GROUP, 1, page.text())).isEqualTo(digits);
    }

    @Test
    void listsThemAll() throws IOException {
        var titles = SECTION.matcher(page.text())
                .results()
                .collect(Collectors.toMap(match -> match.group(1), match -> title(match.group(2))));

        page.isWhatTheCodeSays(part -> "| id | says | appears as | in |\n|---|---|---|---|\n"
                + uses().values().stream()
                        .map(use -> "| [" + use.id() + "](#" + use.id().toLowerCase(Locale.ROOT) + ") | "
                                + titles.getOrDefault(use.id(), "") + " | " + String.join(", ", use.forms()) + " | "
                                + String.join(", ", use.modules()) + " |")
                        .collect(Collectors.joining("\n")));
    }

    /** Where an id is used, and as what. */
    private record Use(String id, Set<String> forms, Set<String> modules) {}

    private static Map<String, Use> uses() {
        var uses = new TreeMap<String, Use>();
        for (var source : Sources.of(Sources.MODULES)) {
            USED.matcher(source.text()).results().forEach(found -> {
                var use = uses.computeIfAbsent(found.group(1), id -> new Use(id, new TreeSet<>(), new TreeSet<>()));
                use.forms().add(form(source.text().substring(0, found.start())));
                use.modules().add(source.module());
            });
        }
        return uses;
    }

    private static String form(String before) {
        var form = "exception";
        for (var bearer = BEARER.matcher(before); bearer.find(); ) {
            var level = bearer.group(1) == null ? bearer.group(2) : bearer.group(1);
            form = level == null ? "exception" : level.toUpperCase(Locale.ROOT);
        }
        return form;
    }

    private static String title(String sentence) {
        return sentence.replaceAll("\\s+", " ").replaceAll("\\.$", "");
    }

    private static Set<String> find(Pattern pattern, int group, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(group))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
