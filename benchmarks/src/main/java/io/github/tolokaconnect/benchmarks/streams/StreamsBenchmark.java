package io.github.tolokaconnect.benchmarks.streams;

import io.github.tolokaconnect.benchmarks.BenchmarkException;
import io.github.tolokaconnect.benchmarks.delivery.Closing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The benchmark of the streams app as a command. */
@Command(
        name = "bench-streams",
        usageHelpAutoWidth = false,
        usageHelpWidth = 100,
        sortOptions = false,
        header = "Measures the streams app: records per second, answers of its API, state, restart, takeover.",
        description = {
            "",
            "Starts a broker, the streams app and a load generator, each as a process. Fills the state, measures what it takes, "
                    + "then the load with questions of the page at the same time, then how long a restart and a takeover by a "
                    + "second instance last. It ends by itself.",
            ""
        })
public final class StreamsBenchmark implements Callable<Integer> {

    private final LongSupplier nanos;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final StreamsFlags flags = new StreamsFlags();

    private StreamsBenchmark(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Runs the benchmark. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        // wiring: a benchmark measures time
        var benchmark = new StreamsBenchmark(() -> System.nanoTime());
        // end of wiring
        return new CommandLine(benchmark).setParameterExceptionHandler((problem, args) -> {
            problem.getCommandLine()
                    .getErr()
                    .println("bench-streams: " + problem.getMessage() + " (--help lists the flags)");
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
            new StreamsTrial(flags, closing, command.getOut(), nanos).run();
            return CommandLine.ExitCode.OK;
        } catch (BenchmarkException | ExecutionException | IOException | UncheckedIOException e) {
            // What is closed on a signal fails whoever uses it, which says nothing.
            if (!closing.isClosed()) {
                command.getErr().println("bench-streams: " + e.getMessage() + "; logs are in " + flags.logs());
            }
            return CommandLine.ExitCode.SOFTWARE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CommandLine.ExitCode.SOFTWARE;
        }
    }
}
