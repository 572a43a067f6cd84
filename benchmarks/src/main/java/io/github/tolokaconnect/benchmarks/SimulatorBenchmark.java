package io.github.tolokaconnect.benchmarks;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The benchmark of the simulator as a command. */
@Command(
        name = "bench-simulator",
        usageHelpAutoWidth = false,
        usageHelpWidth = 100,
        sortOptions = false,
        header = "Measures the simulator: tasks per second, and the memory that they leave behind.",
        description = {
            "",
            "Starts the simulator as a process, creates tasks in its three pools by operations, reads every operation log, "
                    + "and prints a line for every 100,000 tasks. It ends by itself.",
            ""
        })
public final class SimulatorBenchmark implements Callable<Integer> {
    private static final int STEP = 100_000;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--tasks",
            paramLabel = "N",
            defaultValue = "2000000",
            description = "Tasks to create, a multiple of the batch. Default: ${DEFAULT-VALUE}.")
    private int tasks;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Tasks in one request, at most 4000 because of the 1 MiB of input values that a request may "
                    + "have. Default: ${DEFAULT-VALUE}.")
    private int batch;

    @Option(
            names = "--in-flight",
            paramLabel = "N",
            defaultValue = "6",
            description = "Operations under way at once. Default: ${DEFAULT-VALUE}.")
    private int inFlight;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "900",
            description = "Begin no further 100,000 tasks after so many seconds. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--heap",
            paramLabel = "SIZE",
            defaultValue = "256m",
            description = "Largest heap of the simulator. Default: ${DEFAULT-VALUE}.")
    private String heap = "";

    @Option(
            names = "--jar",
            paramLabel = "FILE",
            defaultValue = "${sys:simulator.jar}",
            required = true,
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            description = "The simulator. Default: the one just built.")
    private Path jar = Path.of("");

    @Option(
            names = "--core",
            paramLabel = "N",
            defaultValue = "${sys:simulator.core}",
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            description = "Processor core that the simulator is pinned to. Default: 0, where there is taskset.")
    private @Nullable Integer core;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    @SuppressWarnings("UnusedVariable") // picocli alone looks at it
    private boolean isHelpAsked;

    private SimulatorBenchmark() {}

    /** Runs the benchmark. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new SimulatorBenchmark()).setParameterExceptionHandler((problem, args) -> {
            problem.getCommandLine()
                    .getErr()
                    .println("bench-simulator: " + problem.getMessage() + " (--help lists the flags)");
            return CommandLine.ExitCode.USAGE;
        });
    }

    @Override
    public Integer call() {
        CommandLine command = spec == null ? commandLine() : spec.commandLine();
        check(command);
        try (SimulatorProcess simulator = SimulatorProcess.start(simulator())) {
            measure(simulator, command.getOut());
            return CommandLine.ExitCode.OK;
        } catch (BenchmarkException e) {
            command.getErr().println("bench-simulator: " + e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private void check(CommandLine command) {
        if (batch < 1 || batch > 4_000) {
            throw new ParameterException(command, "--batch " + batch + " is not within 1 to 4000");
        }
        if (tasks < batch || tasks % batch != 0) {
            throw new ParameterException(
                    command, "--tasks " + tasks + " is not a multiple of the batch, which is " + batch);
        }
        if (inFlight < 1) {
            throw new ParameterException(command, "--in-flight " + inFlight + " is not at least 1");
        }
        if (!Files.isRegularFile(jar)) {
            throw new ParameterException(command, "--jar " + jar + " is no file");
        }
    }

    private List<String> simulator() {
        List<String> command = new ArrayList<>();
        if (core != null) {
            command.addAll(List.of("taskset", "-c", core.toString()));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx" + heap, "-XX:+UseSerialGC", "-jar", jar.toString(), "--port", "0"));
        command.addAll(List.of("--operation-ms", "20..50", "--requests-per-second", "0"));
        command.addAll(List.of("--tasks-per-minute", "0", "--tasks-per-day", "0"));
        return command;
    }

    private void measure(SimulatorProcess simulator, PrintWriter out) {
        Load load = new Load(simulator.url(), batch, inFlight);
        Series series = new Series(out);
        long start = now();
        int done = 0;
        while (done < tasks && Duration.ofNanos(now() - start).toSeconds() < seconds) {
            int count = Math.min(Math.max(1, STEP / batch) * batch, tasks - done);
            long from = now();
            Duration cpu = simulator.cpu();
            load.create(count);
            done += count;
            series.add(new Series.Line(
                    done, count, Duration.ofNanos(now() - from), simulator.cpu().minus(cpu), simulator.footprint()));
        }
        series.end();
        String counted = OperationLogs.field(load.page("/_audit"), "tasks");
        if (!counted.equals(Integer.toString(done))) {
            throw new BenchmarkException("the simulator has " + counted + " tasks instead of " + done);
        }
    }

    private static long now() {
        // wiring: a benchmark measures time
        return System.nanoTime();
        // end of wiring
    }
}
