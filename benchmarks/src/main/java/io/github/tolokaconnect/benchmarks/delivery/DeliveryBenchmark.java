package io.github.tolokaconnect.benchmarks.delivery;

import io.github.tolokaconnect.benchmarks.BenchmarkException;
import io.github.tolokaconnect.quickstart.cluster.ConnectRestException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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
            "Starts a broker, the simulator without quotas and a Connect worker, each as a process. A measurement creates a "
                    + "connector, writes records into its topic in one transaction, and takes the time from the first results "
                    + "that a reader of committed records can see to the last. Both modes are measured in turn, after a "
                    + "measurement of each that does not count. It ends by itself.",
            ""
        })
public final class DeliveryBenchmark implements Callable<Integer> {

    private final LongSupplier nanos;
    private final InstantSource clock;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final Flags flags = new Flags();

    private DeliveryBenchmark(LongSupplier nanos, InstantSource clock) {
        this.nanos = nanos;
        this.clock = clock;
    }

    /** Runs the benchmark. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        // wiring: a benchmark measures time, and a journal says when
        var benchmark = new DeliveryBenchmark(() -> System.nanoTime(), InstantSource.system());
        // end of wiring
        return new CommandLine(benchmark).setParameterExceptionHandler((problem, args) -> {
            problem.getCommandLine()
                    .getErr()
                    .println("bench-delivery: " + problem.getMessage() + " (--help lists the flags)");
            return CommandLine.ExitCode.USAGE;
        });
    }

    @Override
    public Integer call() {
        var command = spec == null ? commandLine() : spec.commandLine();
        flags.check(command);
        try (var closing = Closing.onSignal()) {
            return call(command, closing);
        }
    }

    private int call(CommandLine command, Closing closing) {
        try {
            Files.createDirectories(flags.logs());
            var environment = Environment.start(flags.archive(), flags.operationMillis(), flags.logs(), closing);
            if (flags.isRecovery()) {
                recover(environment, command.getOut());
            } else {
                compare(environment, new Comparison(command.getOut()));
            }
            return CommandLine.ExitCode.OK;
        } catch (BenchmarkException | ConnectRestException | IOException | UncheckedIOException e) {
            // What is closed on a signal fails whoever uses it, which says nothing.
            if (!closing.isClosed()) {
                command.getErr().println("bench-delivery: " + e.getMessage() + "; logs are in " + flags.logs());
            }
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private void recover(Environment environment, PrintWriter out) {
        var trial =
                new RecoveryTrial(environment, flags.workload(), flags.journalRecords(), flags.openOperations(), nanos);
        var recovery = trial.run(clock);
        out.println(String.format(
                Locale.ROOT,
                "CPU seconds of worker %.2f, broker %.2f, simulator %.2f",
                seconds(recovery.cpu().worker()),
                seconds(recovery.cpu().broker()),
                seconds(recovery.cpu().simulator())));
        out.println(String.format(
                Locale.ROOT,
                "recovery partitions=%d journal_records=%d seconds=%.2f",
                recovery.partitions(),
                recovery.journalRecords(),
                seconds(recovery.elapsed())));
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    private void compare(Environment environment, Comparison comparison) {
        for (var number = 0; number <= flags.pairs(); number++) {
            var name = number == 0 ? "warm-up" : "pair " + number;
            var first = measure(environment, flags.modes().get(0), "bench-" + number + "-a");
            comparison.show(name, first);
            var second = measure(environment, flags.modes().get(1), "bench-" + number + "-b");
            comparison.show(name, second);
            if (number > 0) {
                comparison.add(first, second);
            }
        }
        comparison.end();
    }

    private Measurement measure(Environment environment, String mode, String name) {
        return new Trial(environment, flags.workload(), mode, name, nanos).run();
    }
}
