package io.github.tolokaconnect.quickstart;

import io.github.tolokaconnect.quickstart.cluster.FatalExit;
import io.github.tolokaconnect.quickstart.cluster.FileTree;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;

/**
 * The command. It reads no environment but these system properties: {@code quickstart.home}, the top directory of the checkout, and
 * {@code quickstart.terminal}, whether standard output is a terminal.
 */
public final class Main {

    private static final int COMPLETE = 0;
    private static final int FAILED = 1;
    private static final int MISUSED = 2;
    private static final Duration TIME_TO_CLOSE = Duration.ofSeconds(30);

    private Main() {}

    /** Runs the command and ends the process: 0 if every record has exactly one result, 1 if not, 2 for a misuse. */
    public static void main(String[] arguments) {
        System.exit(commandLine(new QuickstartCommand(Main::run)).execute(arguments));
    }

    static CommandLine commandLine(QuickstartCommand command) {
        return new CommandLine(command)
                .setParameterExceptionHandler((misuse, arguments) ->
                        complain(misuse.getCommandLine(), sentence(misuse) + " (--help lists the options)"))
                .setExecutionExceptionHandler((failure, line, result) -> {
                    if (failure instanceof UsageException) {
                        return complain(line, Reason.of(failure));
                    }
                    throw failure;
                });
    }

    /** The message of a misuse, without the word that some of them begin with. */
    private static String sentence(CommandLine.ParameterException misuse) {
        return Reason.of(misuse).replaceFirst("^Error: ", "");
    }

    private static int complain(CommandLine line, String message) {
        line.getErr().println("quickstart: " + message);
        return MISUSED;
    }

    private static int run(QuickstartOptions options) {
        var stop = new StopSignal();
        var closed = new CountDownLatch(1);
        var parent = Path.of(System.getProperty("java.io.tmpdir"));
        var name = "toloka-quickstart-" + ProcessHandle.current().pid();
        var screen = new Screen(System.out, System.err, Boolean.getBoolean("quickstart.terminal"));
        try (var work = WorkDirectory.open(parent, name, options.dataDirectory())) {
            // Before anything logs or unpacks a native library.
            System.setProperty("java.io.tmpdir", work.temporary().toString());
            System.setProperty("quickstart.log", work.log().toString());
            System.setProperty("log4j2.configurationFile", "log4j2-quickstart.xml");
            closeOnSignal(stop, closed, work);
            FatalExit.redirectTo(reason -> {
                screen.remark("The cluster gave up: " + reason);
                stop.request();
            });
            return run(options, work, screen, stop);
        } catch (IOException e) {
            System.err.println("quickstart: The temporary directory was not deleted: " + e.getMessage());
            return FAILED;
        } finally {
            closed.countDown();
        }
    }

    private static int run(QuickstartOptions options, WorkDirectory work, Screen screen, StopSignal stop) {
        var installation = new Installation(Path.of(System.getProperty("quickstart.home", "")));
        // wiring: the one clock of a run
        var clock = InstantSource.system();
        // end of wiring
        try {
            if (new Quickstart(options, installation, work, screen, clock, stop).run()) {
                return COMPLETE;
            }
        } catch (StoppedException e) {
            // The signal that stopped it decides the exit status.
            return FAILED;
        } catch (IOException | RuntimeException e) {
            if (stop.isRequested()) {
                // Parts that are closing fail calls to them, which says nothing.
                return FAILED;
            }
            screen.remark(Reason.of(e));
        }
        work.keptLog().ifPresent(log -> screen.remark("The log is in " + log));
        return FAILED;
    }

    /** On Ctrl-C or a kill asks the run to end, and lets the process end only once everything is closed. */
    private static void closeOnSignal(StopSignal stop, CountDownLatch closed, WorkDirectory work) {
        var hook = new Thread(
                () -> {
                    stop.request();
                    try {
                        if (!closed.await(TIME_TO_CLOSE.toMillis(), TimeUnit.MILLISECONDS)) {
                            FileTree.delete(work.temporary());
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "quickstart-close");
        Runtime.getRuntime().addShutdownHook(hook);
    }
}
