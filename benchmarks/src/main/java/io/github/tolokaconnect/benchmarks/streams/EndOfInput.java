package io.github.tolokaconnect.benchmarks.streams;

import java.io.IOException;
import java.io.OutputStream;

/** The end of a process whose standard input ends: that of one whose parent is gone, or wants it gone. */
final class EndOfInput {

    private EndOfInput() {}

    /** From now on ends this process with {@code status} once nobody holds its standard input any more. */
    static void ends(int status) {
        var reader = new Thread(
                () -> {
                    try {
                        System.in.transferTo(OutputStream.nullOutputStream());
                    } catch (IOException e) {
                        System.err.println("standard input cannot be read: " + e.getMessage());
                    }
                    System.exit(status);
                },
                "end-of-input");
        reader.setDaemon(true);
        reader.start();
    }
}
