package io.github.tolokaconnect.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of {@code docs/} with parts generated from the code; {@code -Dupdate.docs=true} rewrites them. */
public final class ReferencePage {
    /** The folder of the whole project. */
    public static final Path PROJECT =
            Path.of(System.getProperty("basedir", ".")).toAbsolutePath().getParent();

    private static final Pattern PART =
            Pattern.compile("(<!-- generated: (.+?) -->\n).*?(<!-- end -->)", Pattern.DOTALL);

    private final String name;

    public ReferencePage(String name) {
        this.name = name;
    }

    /** The page as it is. */
    public String text() throws IOException {
        return Files.readString(file());
    }

    /** Demands that each part is what {@code generator} makes of its name, or makes it so. */
    public void isWhatTheCodeSays(UnaryOperator<String> generator) throws IOException {
        var page = text();
        assertThat(PART.matcher(page).find())
                .as("generated parts of docs/" + name)
                .isTrue();

        var generated = PART.matcher(page)
                .replaceAll(part -> Matcher.quoteReplacement(
                        part.group(1) + "\n" + generator.apply(part.group(2)) + "\n" + part.group(3)));

        if (Boolean.getBoolean("update.docs")) {
            Files.writeString(file(), generated);
        } else {
            assertThat(page)
                    .as("docs/" + name + " is out of date; run: mvn -pl connector -am test -Dupdate.docs=true")
                    .isEqualTo(generated);
        }
    }

    private Path file() {
        return PROJECT.resolve("docs").resolve(name);
    }
}
