package io.github.tolokaconnect.simulator.spill;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The directory in which a simulation makes its spill files. */
public record SpillDirectory(Path path) {
    /**
     * This directory, once a file could be made in it.
     *
     * @throws SpillException if none can
     */
    public SpillDirectory checked() {
        FileChannel probe = open();
        try {
            probe.close();
        } catch (IOException e) {
            throw failure("make", e);
        }
        return this;
    }

    // Where the system can do it, the file loses its name as soon as it is open: then not even a killed process leaves
    // one behind.
    FileChannel open() {
        try {
            Path file = Files.createTempFile(path, "toloka-simulator-", ".spill");
            return FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            throw failure("make", e);
        }
    }

    SpillException failure(String verb, IOException cause) {
        String reason = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new SpillException(
                "cannot " + verb + " a spill file in " + path + " (" + reason
                        + "); tasks are kept there: make room, or choose another directory",
                cause);
    }
}
