package io.github.tolokaconnect.quickstart;

import io.github.tolokaconnect.quickstart.input.TaskSource;
import io.github.tolokaconnect.quickstart.loop.LoopOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line: checks what can be checked before anything is started, then has it run. */
@Command(
        name = "bin/quickstart",
        mixinStandardHelpOptions = true,
        versionProvider = QuickstartVersion.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        headerHeading = "",
        header = {
            "Shows Toloka Connect at work: starts a Kafka broker, a Connect worker with the",
            "connector, a simulator of the Toloka API and the streams app in one process,",
            "sends task records, and accounts for every one of them. With --loop it begins",
            "earlier and ends later: predictions are selected, become tasks, are answered",
            "by simulated people, and become labels.",
            ""
        },
        descriptionHeading = "%nWhat it prints:%n",
        description = {
            "  the addresses of what runs, one a line (open the page in a browser);",
            "  a line for each finished operation;",
            "  last a summary: records sent, tasks created, records rejected,",
            "  duplicates, records unaccounted for, seconds; or, with --loop, how many",
            "  predictions came how far.",
            ""
        },
        optionListHeading = "Options:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  bin/quickstart                         1,000 sample tasks, 21 of them invalid",
            "  bin/quickstart --input tasks.jsonl     yours, for pools 1001, 1002 and 1003",
            "  bin/quickstart --records 100000 --tasks 4",
            "  bin/quickstart --loop --keep-running   to look around, until Ctrl-C",
            "",
            "Exit status: 0 if every record has exactly one result (or every prediction has",
            "come to its end), 1 if not or if something failed, 2 for wrong options or files.",
            ""
        })
final class QuickstartCommand implements Callable<Integer> {

    private static final int MOST_RECORDS = 100_000_000;
    private static final int MOST_SINK_TASKS = 64;

    private final ToIntFunction<QuickstartOptions> run;

    @ArgGroup
    private @Nullable Source source;

    @ArgGroup(exclusive = false)
    private @Nullable Loop loop;

    @Option(
            names = "--tasks",
            paramLabel = "N",
            defaultValue = "2",
            description = "Sink tasks of the connector (tasks.max). Default: ${DEFAULT-VALUE}.")
    private int sinkTasks;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Keep the broker's data in DIR, and continue with it next time. Default: a temporary"
                    + " directory, deleted at the end.")
    private @Nullable Path dataDirectory;

    @Option(
            names = "--keep-running",
            description = "Stay up once the work is done, with everything reachable, until Ctrl-C.")
    private boolean keepRunning;

    QuickstartCommand(ToIntFunction<QuickstartOptions> run) {
        this.run = run;
    }

    /** Where the records come from; the two exclude each other. */
    static final class Source {
        @Option(
                names = "--input",
                paramLabel = "FILE",
                required = true,
                description =
                        "Send the lines of FILE, a task in JSON a line. Blank lines are skipped; broken ones are sent"
                                + " too and come back rejected.")
        private @Nullable Path input;

        @Option(
                names = "--records",
                paramLabel = "N",
                required = true,
                description = "Send N generated tasks, about 2 %% of them invalid.")
        private @Nullable Long records;
    }

    /** The whole loop instead of task records. */
    static final class Loop {
        @Option(
                names = "--loop",
                required = true,
                description = "Show the whole loop: predictions, tasks, answers, labels.")
        private boolean isWanted;

        @Option(
                names = "--predictions",
                paramLabel = "N",
                defaultValue = "1000",
                description = "Predictions to send, about a third of them uncertain. Default: ${DEFAULT-VALUE}.")
        private int predictions;

        @Option(
                names = "--workers-rate",
                paramLabel = "R",
                defaultValue = "200",
                description = "Answers per second that people give, all together. Default: ${DEFAULT-VALUE}.")
        private double workersRate;
    }

    @Override
    public Integer call() {
        if (sinkTasks < 1 || sinkTasks > MOST_SINK_TASKS) {
            throw new UsageException("--tasks=" + sinkTasks + " is outside of 1 to " + MOST_SINK_TASKS);
        }
        if (dataDirectory != null && Files.exists(dataDirectory) && !Files.isDirectory(dataDirectory)) {
            throw new UsageException("--data-dir=" + dataDirectory + " is a file; name a directory");
        }
        return run.applyAsInt(new QuickstartOptions(source(source), loop(), sinkTasks, dataDirectory, keepRunning));
    }

    private @Nullable LoopOptions loop() {
        if (loop == null || !loop.isWanted) {
            return null;
        }
        if (source != null) {
            throw new UsageException("--loop sends predictions, not tasks; leave out --input and --records");
        }
        try {
            return new LoopOptions(loop.predictions, loop.workersRate);
        } catch (IllegalArgumentException e) {
            throw new UsageException(Reason.of(e));
        }
    }

    private static TaskSource source(@Nullable Source source) {
        if (source != null && source.records != null) {
            if (source.records < 1 || source.records > MOST_RECORDS) {
                throw new UsageException("--records=" + source.records + " is outside of 1 to " + MOST_RECORDS);
            }
            return new TaskSource.Generated(source.records);
        }
        return source != null && source.input != null ? lines(source.input) : new TaskSource.Sample();
    }

    private static TaskSource lines(Path file) {
        if (!Files.exists(file)) {
            throw new UsageException("--input=" + file + " does not exist");
        }
        if (Files.isDirectory(file)) {
            throw new UsageException("--input=" + file + " is a directory; name a file with a task a line");
        }
        if (!Files.isRegularFile(file)) {
            throw new UsageException(
                    "--input=" + file + " is no regular file; it is read twice, first to count its lines");
        }
        var lines = new TaskSource.Lines(file);
        try (var input = lines.open()) {
            if (input.next().isEmpty()) {
                throw new UsageException("--input=" + file + " holds no task: every line is blank");
            }
        } catch (IOException e) {
            throw new UsageException("--input=" + file + " cannot be read: " + e.getMessage());
        }
        return lines;
    }
}
