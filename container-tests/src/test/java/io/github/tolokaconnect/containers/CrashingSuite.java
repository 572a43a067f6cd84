package io.github.tolokaconnect.containers;

import java.io.IOException;

/** A suite in small, for a JVM of its own: it starts a container in a network, says so, and waits to be killed. */
final class CrashingSuite {

    /** What it prints once its container runs. */
    static final String STARTED = "started";

    private CrashingSuite() {}

    /** Its argument is the value of the mark. It ends by itself when nobody holds its input any more. */
    public static void main(String[] arguments) throws IOException {
        var mark = new Mark(arguments[0]);
        try (var network = mark.network();
                var toloka = Simulator.start(mark, network, "toloka-crash", "200..1000")) {
            System.out.println(STARTED);
            System.in.transferTo(System.out);
        }
    }
}
