package io.github.tolokaconnect.it;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A JDK of this machine.
 *
 * @param feature number of its feature release, such as 17
 */
record Jdk(int feature, Path home) {

    private static final int OLDEST = 17;
    private static final int FIRST_OF_TWO_YEARS = 21;
    private static final int RELEASES_IN_TWO_YEARS = 4;

    /** The oldest that the project supports, and the newest with long-term support; as far as they are present, by their numbers. */
    static List<Jdk> oldestAndNewest() {
        var oldest = present().filter(jdk -> jdk.feature == OLDEST).findFirst();
        var newest = present().filter(Jdk::hasLongTermSupport).max(Comparator.comparingInt(Jdk::feature));
        return Stream.of(oldest, newest).flatMap(Optional::stream).distinct().toList();
    }

    String java() {
        return home.resolve("bin/java").toString();
    }

    /** Every fourth release since 21, and 17. */
    private boolean hasLongTermSupport() {
        return feature == OLDEST
                || (feature >= FIRST_OF_TWO_YEARS && (feature - FIRST_OF_TWO_YEARS) % RELEASES_IN_TWO_YEARS == 0);
    }

    /** The one that runs these tests, those that {@code JAVA_HOME_…} names, and those beside them. */
    private static Stream<Jdk> present() {
        var running = Path.of(System.getProperty("java.home"));
        var named = System.getenv().entrySet().stream()
                .filter(variable -> variable.getKey().startsWith("JAVA_HOME_"))
                .map(Map.Entry::getValue)
                .map(Path::of);
        return Stream.of(Stream.of(running), named, siblings(running))
                .flatMap(homes -> homes)
                .flatMap(home -> at(home).stream());
    }

    private static Stream<Path> siblings(Path home) {
        try (var files = Files.list(home.resolveSibling(""))) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException("The directory of JDKs beside " + home + " cannot be read", e);
        }
    }

    private static Optional<Jdk> at(Path home) {
        if (!Files.isExecutable(home.resolve("bin/java")) || !Files.isRegularFile(home.resolve("release"))) {
            return Optional.empty();
        }
        try {
            var release = new Properties();
            release.load(new StringReader(Files.readString(home.resolve("release"))));
            var version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
            return Optional.of(new Jdk(Runtime.Version.parse(version).feature(), home.toRealPath()));
        } catch (IOException e) {
            throw new UncheckedIOException("The release of the JDK " + home + " cannot be read", e);
        }
    }
}
