package io.github.tolokaconnect.benchmarks.delivery;

import io.github.tolokaconnect.benchmarks.BenchmarkException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The benchmark of the delivery modes as a command. */
@Command(
        name = "bench-delivery",
        usageHelpAutoWidth = false,
        usageHelpWidth = 100,
        sortOptions = false,
        header = "Measures what a delivery mode costs: tasks per second in two modes, and their ratio.",
        description = {
            "",
            "Starts a broker, the simulator without quotas and a Connect worker, each as a process. A measurement writes "
                    + "records into a new topic, creates a connector for it, and takes the time from the first results that "
                    + "a reader of committed records can see to the last. Both modes are measured in turn, after one "
                    + "measurement of each that does not count. It ends by itself.",
            ""
        })
public final class DeliveryBenchmark implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--records",
            paramLabel = "N",
            defaultValue = "400000",
            description = "Records of one measurement. Default: ${DEFAULT-VALUE}.")
    private int records;

    @Option(
            names = "--pairs",
            paramLabel = "N",
            defaultValue = "3",
            description = "Measurements of each mode. Default: ${DEFAULT-VALUE}.")
    private int pairs;

    @Option(
            names = "--modes",
            paramLabel = "MODE,MODE",
            split = ",",
            defaultValue = "at_least_once,exactly_once",
            description =
                    "Values of delivery.mode; the second is compared with the first. The same one twice shows how "
                            + "far measurements differ by chance. Default: ${DEFAULT-VALUE}.")
    private List<String> modes = List.of();

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "8",
            description = "Partitions of the source topic. Default: ${DEFAULT-VALUE}.")
    private int partitions;

    @Option(
            names = "--sink-tasks",
            paramLabel = "N",
            defaultValue = "2",
            description = "Sink tasks of the connector. Default: ${DEFAULT-VALUE}.")
    private int sinkTasks;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Most tasks in one operation. Default: ${DEFAULT-VALUE}.")
    private int batch;

    @Option(
            names = "--in-flight",
            paramLabel = "N",
            defaultValue = "16",
            description = "Operations that one sink task has under way at once. Default: ${DEFAULT-VALUE}.")
    private int inFlight;

    @Option(
            names = "--operation-ms",
            paramLabel = "MIN..MAX",
            defaultValue = "20..50",
            converter = MillisRange.Converter.class,
            description = "How long the simulator takes for an operation. Default: ${DEFAULT-VALUE}.")
    private MillisRange operationMillis = new MillisRange(0, 0);

    @Option(
            names = "--archive",
            paramLabel = "FILE",
            defaultValue = "${sys:connector.archive}",
            required = true,
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            description = "The connector. Default: the one just built.")
    private Path archive = Path.of("");

    @Option(
            names = "--logs",
            paramLabel = "DIRECTORY",
            defaultValue = "${sys:bench.logs}",
            required = true,
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            description = "Where the processes write their logs. Default: benchmarks/target/bench-delivery.")
    private Path logs = Path.of("");

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    @SuppressWarnings("UnusedVariable") // picocli alone looks at it
    private boolean isHelpAsked;

    private DeliveryBenchmark() {}

    /** Runs the benchmark. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new DeliveryBenchmark()).setParameterExceptionHandler((problem, args) -> {
            problem.getCommandLine()
                    .getErr()
                    .println("bench-delivery: " + problem.getMessage() + " (--help lists the flags)");
            return CommandLine.ExitCode.USAGE;
        });
    }

    @Override
    public Integer call() {
        var command = spec == null ? commandLine() : spec.commandLine();
        check(command);
        try {
            Files.createDirectories(logs);
            compare(new Comparison(command.getOut()));
            return CommandLine.ExitCode.OK;
        } catch (BenchmarkException | IOException e) {
            command.getErr().println("bench-delivery: " + e.getMessage() + " (logs are in " + logs + ")");
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private void check(CommandLine command) {
        atLeastOne(command, "--pairs", pairs);
        atLeastOne(command, "--partitions", partitions);
        atLeastOne(command, "--sink-tasks", sinkTasks);
        atLeastOne(command, "--in-flight", inFlight);
        if (batch < 1 || batch > 4_000) {
            throw new ParameterException(command, "--batch " + batch + " is not within 1 to 4000");
        }
        if (records < 10L * batch * partitions) {
            throw new ParameterException(
                    command,
                    "--records " + records + " is too little for a rate: " + partitions
                            + " partitions with 10 batches of " + batch + " each are " + 10L * batch * partitions);
        }
        if (modes.size() != 2) {
            throw new ParameterException(command, "--modes " + String.join(",", modes) + " is not two modes");
        }
        if (!Files.isRegularFile(archive)) {
            throw new ParameterException(command, "--archive " + archive + " is no file");
        }
    }

    private static void atLeastOne(CommandLine command, String flag, int number) {
        if (number < 1) {
            throw new ParameterException(command, flag + " " + number + " is not at least 1");
        }
    }

    private void compare(Comparison comparison) {
        var workload = new Workload(records, partitions, sinkTasks, batch, inFlight);
        try (var environment = Environment.start(archive, operationMillis, logs)) {
            for (var pair = 0; pair <= pairs; pair++) {
                var name = pair == 0 ? "warm-up" : "pair " + pair;
                var measured = new Measurement[2];
                for (var side = 0; side < 2; side++) {
                    measured[side] = new Trial(
                                    environment, workload, modes.get(side), "bench-" + pair + "-" + side, this::now)
                            .run();
                    comparison.show(name, measured[side]);
                }
                if (pair > 0) {
                    comparison.add(measured[0], measured[1]);
                }
            }
        }
        comparison.end();
    }

    private long now() {
        // wiring: a benchmark measures time
        return System.nanoTime();
        // end of wiring
    }
}
