package io.github.tolokaconnect.benchmarks.streams;

import io.github.tolokaconnect.streams.StreamsMain;

/** The streams app as a process that stops, as it does on a signal, once its standard input ends. */
public final class AppMain {

    private AppMain() {}

    /** Runs the application with its own arguments. */
    public static void main(String[] arguments) {
        EndOfInput.ends(0);
        StreamsMain.main(arguments);
    }
}
