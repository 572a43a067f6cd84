package io.github.tolokaconnect.simulator.sample;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class GuideTest {
    private static final Path MODULE =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    private static final Path GUIDE = MODULE.resolve("../docs/simulator/testing.md");
    private static final Pattern PROJECT_VERSION =
            Pattern.compile("<artifactId>toloka-connect</artifactId>\\s*<version>([^<]+)</version>");

    @Test
    void showsTheSampleThatIsCompiledAndRun() throws IOException {
        Path source = MODULE.resolve("src/test/java")
                .resolve(LabelingTest.class.getName().replace('.', '/') + ".java");
        String sample = Files.readString(source, UTF_8);
        String afterPackage = sample.substring(sample.indexOf(';') + 1).strip();

        List<String> shown = blocks("java");

        assertThat(shown).contains(afterPackage);
    }

    @Test
    void namesTheVersionThatIsBuilt() throws IOException {
        String pom = Files.readString(MODULE.resolve("pom.xml"), UTF_8);
        String version =
                PROJECT_VERSION.matcher(pom).results().findFirst().orElseThrow().group(1);

        assertThat(blocks("xml")).singleElement().asString().contains("<version>" + version + "</version>");
        assertThat(blocks("kotlin")).singleElement().asString().contains(":toloka-simulator:" + version + "\"");
    }

    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("^```" + language + "\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(Files.readString(GUIDE, UTF_8))
                .results()
                .map((MatchResult block) -> block.group(1).strip())
                .toList();
    }
}
