package io.github.tolokaconnect.benchmarks.streams;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What the user may say. */
final class StreamsFlags {

    private static final int FEWEST_ITEMS = 1_000;
    private static final int FEWEST_SECONDS = 5;

    @Option(
            names = "--items",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Items that the state holds. Default: ${DEFAULT-VALUE}.")
    private long items;

    @Option(
            names = "--predictions-rate",
            paramLabel = "N",
            defaultValue = "20000",
            description = "Predictions written in a second while the load is measured. Default: ${DEFAULT-VALUE}.")
    private long predictionsRate;

    @Option(
            names = "--results-rate",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Events of the connector written in a second meanwhile. Default: ${DEFAULT-VALUE}.")
    private long resultsRate;

    @Option(
            names = "--questions-rate",
            paramLabel = "N",
            defaultValue = "20",
            description = "Questions of the page asked in a second meanwhile. Default: ${DEFAULT-VALUE}.")
    private int questionsRate;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "60",
            description = "How long the load lasts; its first quarter is not measured. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--heap",
            paramLabel = "SIZE",
            defaultValue = "512m",
            description = "Largest heap of an instance. Default: ${DEFAULT-VALUE}.")
    private String heap = "";

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "2",
            description = "Stream threads of an instance. Default: ${DEFAULT-VALUE}.")
    private int threads;

    @Option(
            names = "--override",
            paramLabel = "KEY=VALUE",
            description = "A configuration key of the streams app; can be repeated.")
    private Map<String, String> overrides = new LinkedHashMap<>();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            defaultValue = "${sys:streams.config}",
            required = true,
            showDefaultValue = Visibility.NEVER,
            description = "Configuration of the streams app. Default: config/streams/streams-app.properties.")
    private Path config = Path.of("");

    @Option(
            names = "--logs",
            paramLabel = "DIRECTORY",
            defaultValue = "${sys:bench.logs}",
            required = true,
            showDefaultValue = Visibility.NEVER,
            description = "Where the processes write their logs. Default: benchmarks/target/bench-streams.")
    private Path logs = Path.of("");

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    @SuppressWarnings("UnusedVariable") // picocli alone looks at it
    private boolean isHelpAsked;

    long items() {
        return items;
    }

    long predictionsRate() {
        return predictionsRate;
    }

    long resultsRate() {
        return resultsRate;
    }

    int questionsRate() {
        return questionsRate;
    }

    int seconds() {
        return seconds;
    }

    String heap() {
        return heap;
    }

    Path config() {
        return config;
    }

    Path logs() {
        return logs;
    }

    /** What an instance is told beside where things are: a standby, so that another can take over, and what the user says. */
    Map<String, String> overrides() {
        var all = new LinkedHashMap<String, String>();
        all.put("num.stream.threads", String.valueOf(threads));
        all.put("num.standby.replicas", "1");
        all.putAll(overrides);
        return all;
    }

    /** Throws, with the reason, if something cannot be measured. */
    void check(CommandLine command) {
        check(command, items >= FEWEST_ITEMS, "--items " + items + " is not at least " + FEWEST_ITEMS);
        check(command, seconds >= FEWEST_SECONDS, "--seconds " + seconds + " is not at least " + FEWEST_SECONDS);
        check(command, predictionsRate >= 1, "--predictions-rate " + predictionsRate + " is not at least 1");
        check(command, resultsRate >= 1, "--results-rate " + resultsRate + " is not at least 1");
        check(command, questionsRate >= 1, "--questions-rate " + questionsRate + " is not at least 1");
        check(command, threads >= 1, "--threads " + threads + " is not at least 1");
        check(command, Files.isRegularFile(config), "--config " + config + " is no file");
    }

    private static void check(CommandLine command, boolean isRight, String message) {
        if (!isRight) {
            throw new ParameterException(command, message);
        }
    }
}
