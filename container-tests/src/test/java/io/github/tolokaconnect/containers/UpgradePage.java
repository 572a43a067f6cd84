package io.github.tolokaconnect.containers;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.tolokaconnect.it.Artifacts;
import io.github.tolokaconnect.it.Pipeline;
import io.github.tolokaconnect.it.Waiting;
import io.github.tolokaconnect.quickstart.cluster.ConnectRest;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** The commands of {@code docs/how-to/upgrade.md}, run as they stand there, except for the worker and the connector that they name. */
record UpgradePage(List<String> commands) {

    private static final String CONTINUED = " \\\\\n *";

    /** The page as it is in this checkout. */
    static UpgradePage read() throws IOException {
        var page = Files.readString(Artifacts.home().resolve("docs/how-to/upgrade.md"))
                .replaceAll(CONTINUED, " ");
        return new UpgradePage(
                page.lines().filter(line -> line.startsWith("curl ")).toList());
    }

    /** Runs all commands in their order. */
    void runAll(ConnectRest worker, Pipeline pipeline) {
        commands.forEach(command -> run(command, worker, pipeline));
    }

    /** Runs the first command, which makes the connector one of the former version. */
    void runFirst(ConnectRest worker, Pipeline pipeline) {
        run(commands.get(0), worker, pipeline);
    }

    /** Repeats a command until it succeeds, as a person does to whom Connect says that it rebalances. */
    private static void run(String command, ConnectRest worker, Pipeline pipeline) {
        var runnable = command.replace("http://localhost:8083", worker.url().toString())
                .replace("toloka-sink", pipeline.name())
                .replaceFirst("^curl ", "curl --fail --silent --show-error ");
        Waiting.until(runnable).until(() -> succeeds(runnable));
    }

    private static boolean succeeds(String command) throws IOException, InterruptedException {
        var process = new ProcessBuilder("bash", "-c", command)
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        var status = process.waitFor();
        if (status != 0 && !output.contains("409")) {
            throw new IllegalStateException(command + " ended with " + status + ": " + output);
        }
        return status == 0;
    }
}
