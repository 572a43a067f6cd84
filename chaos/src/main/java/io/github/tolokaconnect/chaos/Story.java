package io.github.tolokaconnect.chaos;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/** What a run tells while it goes on: lines with their time, on standard error and in a file. Safe for several threads. */
final class Story {

    private final PrintStream out;
    private final Path file;
    private final InstantSource clock;
    private final Instant start;

    Story(PrintStream out, Path file, InstantSource clock) {
        this.out = out;
        this.file = file;
        this.clock = clock;
        this.start = clock.instant();
    }

    /** Adds a line. */
    synchronized void tell(String line) {
        var seconds = Duration.between(start, clock.instant()).toMillis() / 1000.0;
        var told = String.format(Locale.ROOT, "chaos: %6.1f s  %s", seconds, line);
        out.println(told);
        try {
            Files.writeString(
                    file, told + System.lineSeparator(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("The story of the run cannot be written to " + file, e);
        }
    }
}
