package io.github.tolokaconnect.it;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The simulator as the jar that users start, on a free port and with a world of its own. */
final class RunningSimulator implements AutoCloseable {

    private final ToolProcess process;
    private final URI url;

    private RunningSimulator(ToolProcess process, URI url) {
        this.process = process;
        this.url = url;
    }

    /** Starts it with {@code fixture} and whatever else {@code flags} say; its files go to {@code directory}. */
    static RunningSimulator start(Path directory, String fixture, String... flags) throws IOException {
        var file = Files.writeString(directory.resolve("fixture.json"), fixture);
        List<String> command = new ArrayList<>(List.of(
                ToolProcess.java(),
                "-jar",
                Artifacts.simulatorJar().toString(),
                "--port",
                "0",
                "--fixture",
                file.toString()));
        command.addAll(List.of(flags));
        var process = ToolProcess.start(directory, directory, command);
        var url = process.awaitLine("listening on (http://127\\.0\\.0\\.1:[0-9]+)");
        return new RunningSimulator(process, URI.create(url));
    }

    URI url() {
        return url;
    }

    @Override
    public void close() {
        process.close();
    }
}
