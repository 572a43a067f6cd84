package io.github.tolokaconnect.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A Connect worker of a version that was released, as {@code connect-workers} of this project has collected it, and the JDK that it is
 * to run on.
 *
 * @param version such as 4.0.2
 */
record ReleasedWorker(String version, Path libraries, Jdk jdk) {

    private static final Pattern RUNTIME = Pattern.compile("connect-runtime-([0-9]+\\.[0-9]+\\.[0-9]+)\\.jar");

    /** All versions on {@code jdk}, by version. */
    static List<ReleasedWorker> on(Jdk jdk) {
        try (var modules = Files.list(Artifacts.home().resolve("connect-workers"))) {
            return modules.map(module -> module.resolve("target/lib"))
                    .filter(Files::isDirectory)
                    .map(libraries -> new ReleasedWorker(versionOf(libraries), libraries, jdk))
                    .sorted(Comparator.comparing(worker -> Runtime.Version.parse(worker.version)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The class paths of the workers cannot be read", e);
        }
    }

    @Override
    public String toString() {
        return "Connect " + version + " on Java " + jdk.feature();
    }

    private static String versionOf(Path libraries) {
        try (var jars = Files.list(libraries)) {
            return jars.map(jar -> RUNTIME.matcher(jar.getFileName().toString()))
                    .filter(matcher -> matcher.matches())
                    .map(matcher -> matcher.group(1))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(
                            libraries + " holds no connect-runtime; run: mvn -f connect-workers clean package"));
        } catch (IOException e) {
            throw new UncheckedIOException("The class path " + libraries + " cannot be read", e);
        }
    }
}
