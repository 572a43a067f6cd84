package io.github.tolokaconnect.connector.simulation;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs simulations from the command line; {@code bin/simulate} builds and starts it. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description =
                "Puts the connector's core through simulated worlds full of faults and checks after every event that no task is"
                        + " created twice and no record is lost. Each seed is another world. Exit status 1 if a promise broke.")
final class Simulate implements Callable<Integer> {
    private static final int PROGRESS_EVERY_MILLIS = 2_000;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Worlds to run (default: ${DEFAULT-VALUE}).")
    private int seeds;

    @Option(
            names = "--from",
            paramLabel = "S",
            defaultValue = "0",
            description = "First seed (default: ${DEFAULT-VALUE}).")
    private long from;

    @Option(names = "--seed", paramLabel = "X", description = "Run this seed only, and print its history.")
    private @Nullable Long seed;

    @Option(
            names = "--records",
            paramLabel = "N",
            defaultValue = "20",
            description = "Records in each topic-partition (default: ${DEFAULT-VALUE}).")
    private int records;

    @Option(
            names = "--leave-out",
            paramLabel = "WHAT",
            defaultValue = "NONE",
            description =
                    "Leave out a part of what makes exactly once work, to see what breaks: ${COMPLETION-CANDIDATES}"
                            + " (default: ${DEFAULT-VALUE}).")
    private Twist twist = Twist.NONE;

    public static void main(String[] args) {
        System.exit(new CommandLine(new Simulate())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    @Override
    public Integer call() {
        if (seeds < 1 || records < 1) {
            throw new ParameterException(spec.commandLine(), "--seeds and --records must be at least 1");
        }
        var out = spec.commandLine().getOut();
        return seed == null ? runAll(out) : replay(seed, out);
    }

    private int replay(long one, PrintWriter out) {
        var history = History.kept();
        var violation = Simulation.run(scenario(one), history);
        history.lines().forEach(out::println);
        out.println("seed " + one
                + violation.map(broken -> " breaks " + broken.getMessage()).orElse(" holds"));
        out.flush();
        return violation.isPresent() ? 1 : 0;
    }

    private int runAll(PrintWriter out) {
        var began = now();
        var told = began;
        for (int done = 0; done < seeds; done++) {
            var scenario = scenario(from + done);
            var violation = Simulation.run(scenario, History.unheard());
            if (violation.isPresent()) {
                out.println(Report.of(scenario, violation.get()));
                out.flush();
                return 1;
            }
            if (Duration.between(told, now()).toMillis() >= PROGRESS_EVERY_MILLIS) {
                told = now();
                say(out, done + 1, Duration.between(began, told));
            }
        }
        say(out, seeds, Duration.between(began, now()));
        return 0;
    }

    private Scenario scenario(long number) {
        return Scenario.of(number, records).twisted(twist, EnumSet.allOf(Promise.class));
    }

    private void say(PrintWriter out, int done, Duration took) {
        double seconds = Math.max(1, took.toMillis()) / 1_000.0;
        out.printf("%d of %d seeds hold, %.0f seeds/s%n", done, seeds, done / seconds);
        out.flush();
    }

    // wiring: how fast it is, for whoever watches; no simulation sees this clock.
    private static Instant now() {
        return Instant.now();
    }
    // end of wiring
}
