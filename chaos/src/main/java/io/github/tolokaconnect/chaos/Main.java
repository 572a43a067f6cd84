package io.github.tolokaconnect.chaos;

import io.github.tolokaconnect.chaos.child.Children;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import picocli.CommandLine;

/** The command. It reads no environment but the system property {@code chaos.home}, the top directory of the checkout. */
public final class Main {

    private static final int PROVED = 0;
    private static final int FAILED = 1;
    private static final int MISUSED = 2;
    private static final int NAMED_OFFENCES = 10;
    private static final int LARGEST_SEED = 1_000_000;
    private static final long SECONDS_TO_CLOSE = 20;

    private Main() {}

    /** Runs the command and ends the process: 0 if every record had its effect exactly once, 1 if not, 2 for a misuse. */
    public static void main(String[] arguments) {
        // wiring: a seed that nobody asked for is chance
        LongSupplier seeds = () -> new SplittableRandom().nextInt(LARGEST_SEED);
        // end of wiring
        System.exit(commandLine(new ChaosCommand(Main::run, seeds)).execute(arguments));
    }

    static CommandLine commandLine(ChaosCommand command) {
        return new CommandLine(command).setParameterExceptionHandler((misuse, arguments) -> {
            misuse.getCommandLine().getErr().println("chaos: " + misuse.getMessage() + " (--help lists the options)");
            return MISUSED;
        });
    }

    private static int run(ChaosOptions options) {
        // wiring: the one clock of a run
        var clock = InstantSource.system();
        // end of wiring
        var work = WorkDirectory.open(options.directory());
        // Before anything logs.
        System.setProperty("chaos.log", work.logs().resolve("run.log").toString());
        System.setProperty("log4j2.configurationFile", "log4j2-chaos.xml");
        var children = new Children(work.logs(), work.temporary());
        var stop = new StopSignal();
        var closed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> endOnSignal(stop, children, closed), "chaos-close"));
        try {
            return run(options, work, children, new Patience(clock, stop));
        } finally {
            closed.countDown();
        }
    }

    private static int run(ChaosOptions options, WorkDirectory work, Children children, Patience patience) {
        var story = new Story(System.err, work.story(), patience.clock());
        var installation = new Installation(Path.of(System.getProperty("chaos.home", "")));
        var isKept = true;
        try (children) {
            var outcome = new Chaos(options, installation, work, children, story, patience).run();
            isKept = !outcome.isProof();
            report(outcome, work);
            return outcome.isProof() ? PROVED : FAILED;
        } catch (StoppedException e) {
            isKept = false;
            return FAILED;
        } catch (RuntimeException e) {
            if (patience.stop().isRequested()) {
                // Processes that are being killed fail calls to them, which says nothing.
                isKept = false;
                return FAILED;
            }
            story.tell("failed: " + e.getMessage());
            return FAILED;
        } finally {
            children.close();
            if (isKept) {
                System.err.println("chaos: everything is kept in " + work.root() + "; the logs are in " + work.logs());
            } else {
                work.delete();
            }
        }
    }

    private static void report(Chaos.Outcome outcome, WorkDirectory work) {
        outcome.unsettled().ifPresent(missing -> System.err.println("chaos: not settled at the deadline: " + missing));
        var offences = outcome.verdict().offences();
        outcome.verdict().examples(NAMED_OFFENCES).forEach(offence -> System.err.println("chaos: " + offence));
        if (offences.size() > NAMED_OFFENCES) {
            System.err.println("chaos: and " + (offences.size() - NAMED_OFFENCES) + " more, all in " + work.offences());
        }
        try {
            Files.write(work.offences(), offences.stream().map(Object::toString).toList());
        } catch (IOException e) {
            System.err.println("chaos: the offences cannot be written to " + work.offences() + ": " + e.getMessage());
        }
        System.out.println(outcome.verdict().line(outcome.disturbances()));
    }

    /** On Ctrl-C or a kill ends all processes at once, and lets this one end only once its files are cleared away. */
    private static void endOnSignal(StopSignal stop, Children children, CountDownLatch closed) {
        stop.request();
        children.close();
        try {
            if (!closed.await(SECONDS_TO_CLOSE, TimeUnit.SECONDS)) {
                System.err.println("chaos: the run did not end within " + SECONDS_TO_CLOSE + " s and is cut off");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
