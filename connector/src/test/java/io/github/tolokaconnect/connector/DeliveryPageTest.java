package io.github.tolokaconnect.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keeps the table of {@code docs/explanation/delivery.md} honest: what it says about a misfortune is proved by tests that exist. */
class DeliveryPageTest {
    private static final String HEADING = "\n## What happens if\n";
    private static final int CELLS = 3;
    private static final Pattern TEST_NAME = Pattern.compile("`([A-Z][A-Za-z0-9]*)\\.([a-z][A-Za-z0-9]*)`");
    private static final Pattern IS_TEST = Pattern.compile("@(Test|ParameterizedTest|RepeatedTest|Property)\\b");
    private static final List<String> SOURCES = List.of(
            "connector/src/test/java",
            "broker-tests/src/test/java",
            "integration-tests/src/test/java",
            "container-tests/src/test/java");

    /** A row of the table. */
    record Row(String what, String then, String proof) {
        static Row of(String line) {
            var cells = Arrays.stream(line.substring(1).split("\\|", -1))
                    .map(String::trim)
                    .toList();
            // What follows the last bar is empty.
            assertThat(cells).as(line).hasSize(CELLS + 1);
            return new Row(cells.get(0), cells.get(1), cells.get(2));
        }

        List<MatchResult> tests() {
            return TEST_NAME.matcher(proof).results().toList();
        }
    }

    static List<Row> rows() throws IOException {
        var page = new ReferencePage("explanation/delivery.md").text();
        assertThat(page).contains(HEADING);
        var section = page.substring(page.indexOf(HEADING) + HEADING.length()).split("\n## ", 2)[0];
        return section.lines()
                .filter(line -> line.startsWith("|"))
                .skip(2)
                .map(Row::of)
                .toList();
    }

    @Test
    void saysWhatHappensInMoreThanTwentyFiveMisfortunes() throws IOException {
        assertThat(rows()).hasSizeGreaterThan(25);
        assertThat(rows()).extracting(Row::what).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void namesATestThatProvesIt(Row row) {
        assertThat(row.what()).isNotBlank();
        assertThat(row.then()).isNotBlank();
        assertThat(row.tests()).as("tests named by: " + row.proof()).isNotEmpty();
        assertThat(row.tests()).allSatisfy(test -> {
            var source = sourceOf(test.group(1));
            assertThat(source).as("source of " + test.group(1)).isPresent();
            assertThat(isTest(source.orElseThrow(), test.group(2)))
                    .as(test.group() + " is a test")
                    .isTrue();
        });
    }

    @Test
    void tellsATestFromAnythingElse() {
        var source = """
                class SomeTest {

                    @Test
                    void isOne() {}

                    @ParameterizedTest
                    @MethodSource({"a", "b"})
                    void isOneToo(String parameter) throws Exception {}

                    void isNone() {}
                }
                """;

        assertThat(isTest(source, "isOne")).isTrue();
        assertThat(isTest(source, "isOneToo")).isTrue();
        assertThat(isTest(source, "isNone")).isFalse();
        assertThat(isTest(source, "isNotThere")).isFalse();
    }

    /** Members are separated by empty lines, which the formatter sees to. */
    private static boolean isTest(String source, String method) {
        return Arrays.stream(source.split("\n\\s*\n"))
                .anyMatch(member -> Pattern.compile("void " + method + "\\(")
                                .matcher(member)
                                .find()
                        && IS_TEST.matcher(member).find());
    }

    private static Optional<String> sourceOf(String testClass) {
        return SOURCES.stream()
                .flatMap(folder -> find(ReferencePage.PROJECT.resolve(folder), testClass + ".java"))
                .findFirst()
                .map(DeliveryPageTest::read);
    }

    private static Stream<Path> find(Path folder, String name) {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().equals(name)).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
