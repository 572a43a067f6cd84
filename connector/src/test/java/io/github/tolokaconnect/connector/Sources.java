package io.github.tolokaconnect.connector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The main sources of the modules whose messages people meet while they run the project. */
final class Sources {
    static final List<String> MODULES = List.of("connector", "toloka-client", "events", "streams-app", "quickstart");

    private Sources() {}

    /**
     * One file.
     *
     * @param module the folder that it is in
     */
    record Source(String module, String name, String text) {}

    static List<Source> of(List<String> modules) {
        return modules.stream().flatMap(Sources::of).toList();
    }

    private static Stream<Source> of(String module) {
        try (var files = Files.walk(ReferencePage.PROJECT.resolve(module).resolve("src/main/java"))) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .map(file -> new Source(module, file.getFileName().toString(), read(file)))
                    .toList()
                    .stream();
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
