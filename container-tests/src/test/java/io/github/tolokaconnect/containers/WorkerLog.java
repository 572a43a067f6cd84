package io.github.tolokaconnect.containers;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import io.github.tolokaconnect.it.Artifacts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.testcontainers.containers.output.OutputFrame;

/** What the workers of one host name say, one after the other, in a file to look at when a test fails. */
record WorkerLog(Path file) implements Consumer<OutputFrame> {

    /** An empty log for a host. */
    static WorkerLog of(String host) {
        try {
            var directory = Files.createDirectories(Artifacts.target().resolve("workers"));
            var file = directory.resolve(host + ".log");
            Files.deleteIfExists(file);
            return new WorkerLog(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The log of worker " + host + " cannot be made", e);
        }
    }

    @Override
    public void accept(OutputFrame frame) {
        try {
            Files.writeString(file, frame.getUtf8String(), CREATE, APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("What a worker says cannot be kept in " + file, e);
        }
    }
}
