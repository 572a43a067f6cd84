package io.github.tolokaconnect.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every link of every page leads somewhere, and every page can be reached from the README. */
class LinksTest {

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    private static Map<Path, Page> pages = Map.of();

    @BeforeAll
    static void readPages() throws IOException {
        var files = new ArrayList<Path>();
        try (var top = Files.list(PROJECT);
                var docs = Files.walk(PROJECT.resolve("docs"));
                var config = Files.walk(PROJECT.resolve("config"))) {
            Stream.of(top, docs, config)
                    .flatMap(Function.identity())
                    .filter(file -> file.toString().endsWith(".md"))
                    .forEach(files::add);
        }
        pages = files.stream()
                .collect(Collectors.toMap(Function.identity(), Page::read, (one, other) -> one, TreeMap::new));
        assertThat(pages).hasSizeGreaterThan(30);
    }

    @Test
    void everyLinkLeadsSomewhere() {
        assertThat(pages.values().stream().flatMap(LinksTest::broken)).isEmpty();
    }

    @Test
    void everyPageCanBeReached() {
        var reached = new TreeSet<Path>();
        var next = new ArrayDeque<>(List.of(PROJECT.resolve("README.md")));
        while (!next.isEmpty()) {
            var page = pages.get(next.remove());
            if (page != null && reached.add(page.file())) {
                page.targets().stream()
                        .filter(LinksTest::isRelative)
                        .map(page::resolve)
                        .forEach(next::add);
            }
        }

        // Agents are told of their page by name.
        assertThat(pages.keySet())
                .filteredOn(file -> !file.endsWith("AGENTS.md"))
                .isSubsetOf(reached);
    }

    @Test
    void aBrokenLinkIsSeen(@TempDir Path directory) throws IOException {
        var other = Files.writeString(directory.resolve("other.md"), "## Two words, `three.four`\n");
        var page = Files.writeString(directory.resolve("page.md"), """
                [1](other.md#two-words-threefour) [2](other.md#gone) [3](gone.md) ![4](gone.png) [5](#gone) [6](http://example.com/)

                | table |
                |---|
                | [7](gone-too.md) |
                """);

        var read = Page.read(page);

        assertThat(Page.read(other).anchors()).containsExactly("two-words-threefour");
        assertThat(broken(read))
                .extracting(problem -> problem.replaceFirst(".*: ", ""))
                .containsExactly("other.md#gone", "gone.md", "gone.png", "#gone", "http://example.com/", "gone-too.md");
    }

    private static Stream<String> broken(Page page) {
        return page.targets().stream()
                .filter(target -> !(isRelative(target) ? leadsSomewhere(page, target) : isSecure(target)))
                .map(target -> page.file() + ": " + target);
    }

    private static boolean isRelative(String target) {
        return !target.matches("[a-z][a-z0-9+.-]*:.*");
    }

    private static boolean leadsSomewhere(Page page, String target) {
        var file = page.resolve(target);
        int anchor = target.indexOf('#');
        return Files.exists(file)
                && (anchor < 0
                        || !file.toString().endsWith(".md")
                        || Page.read(file).anchors().contains(target.substring(anchor + 1)));
    }

    /** Pages elsewhere are not asked for; what runs on the reader's own machine speaks plain HTTP. */
    private static boolean isSecure(String target) {
        try {
            var url = new URI(target);
            return url.getHost() != null
                    && (url.getScheme().equals("https")
                            || url.getHost().equals("localhost")
                            || url.getHost().equals("127.0.0.1"));
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
