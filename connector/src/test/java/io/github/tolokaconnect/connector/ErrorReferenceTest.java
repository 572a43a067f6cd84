package io.github.tolokaconnect.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/reference/errors.md} complete: a section for each stable id that the sources use, and for no other. */
class ErrorReferenceTest {
    private static final Pattern USED = Pattern.compile("\"(TLK-[0-9]{3}) ");
    private static final Pattern SECTION = Pattern.compile("(?m)^## (TLK-[0-9]{3})\n\n\\*\\*");
    private static final Pattern MENTIONED = Pattern.compile("TLK-[0-9]{3}");

    @Test
    void explainsExactlyTheIdsThatTheConnectorUses() throws IOException {
        var page = new ReferencePage("reference/errors.md").text();

        assertThat(find(SECTION, 1, page)).isNotEmpty().isEqualTo(usedInSources());
    }

    @Test
    void refersToNoIdThatItDoesNotExplain() throws IOException {
        var page = new ReferencePage("reference/errors.md").text();

        assertThat(find(SECTION, 1, page)).containsAll(find(MENTIONED, 0, page));
    }

    private static Set<String> usedInSources() throws IOException {
        try (var files = Files.walk(ReferencePage.PROJECT.resolve("connector/src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(ErrorReferenceTest::read)
                    .flatMap(source -> find(USED, 1, source).stream())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Set<String> find(Pattern pattern, int group, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(group))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
