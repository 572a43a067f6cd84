package io.github.tolokaconnect.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps the generated parts of {@code docs/reference/events.md}; {@code -Dupdate.docs=true} rewrites them. */
class EventsDocTest {

    private static final Path PAGE =
            Path.of(System.getProperty("basedir", "."), "..", "docs", "reference", "events.md");
    private static final Pattern PART =
            Pattern.compile("(<!-- generated: (.+?) -->\n).*?(<!-- end -->)", Pattern.DOTALL);

    @Test
    void saysWhatTheContractSays() throws IOException {
        String page = Files.readString(PAGE);

        String generated = PART.matcher(page)
                .replaceAll(part -> Matcher.quoteReplacement(
                        part.group(1) + "\n" + GeneratedDocs.part(part.group(2)) + "\n" + part.group(3)));

        if (Boolean.getBoolean("update.docs")) {
            Files.writeString(PAGE, generated);
        } else {
            assertThat(page)
                    .as("docs/reference/events.md is out of date; run: mvn -pl events -am test -Dupdate.docs=true")
                    .isEqualTo(generated);
        }
    }

    @Test
    void showsTopicsHeadersAndTheFieldsOfEveryEventAndDocument() throws IOException {
        List<String> parts = PART.matcher(Files.readString(PAGE))
                .results()
                .map(part -> part.group(2))
                .toList();

        assertThat(parts)
                .contains("topics", "headers", "commands")
                .containsAll(Stream.concat(
                                Stream.of(EventSchema.values()).map(EventSchema::schemaName),
                                Contract.DOCUMENTS.stream())
                        .map(schema -> "fields " + schema)
                        .toList());
    }
}
