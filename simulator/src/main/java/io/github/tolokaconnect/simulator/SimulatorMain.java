package io.github.tolokaconnect.simulator;

import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_OPTION_LIST;

import io.github.tolokaconnect.simulator.engine.OperationTime;
import io.github.tolokaconnect.simulator.fixture.Fixture;
import io.github.tolokaconnect.simulator.fixture.FixtureException;
import io.github.tolokaconnect.simulator.reading.Readings;
import io.github.tolokaconnect.simulator.spill.SpillException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The simulator as a command: {@code java -jar toloka-simulator.jar}. */
@Command(
        name = "toloka-simulator",
        mixinStandardHelpOptions = true,
        versionProvider = SimulatorVersion.class,
        usageHelpAutoWidth = false,
        usageHelpWidth = 100,
        sortOptions = false,
        customSynopsis = "Usage: toloka-simulator [FLAG...]",
        synopsisHeading = "",
        header = "Simulates the Toloka API on this machine: a real HTTP server, no account, no money.",
        description = {
            "",
            "Point a client at the address it prints, and open it in a browser to see what the client does. Tasks "
                    + "are validated, operations take their time, quotas are enforced; nothing is kept when it "
                    + "stops. Ctrl-C stops it.",
            "",
            "Without --fixture there is an image classification project (100) with three open pools: 1001, 1002 "
                    + "and 1003, default overlap 3. Their tasks take an image (a URL) and optionally title, model_label "
                    + "and model_score. The token is demo-token.",
            ""
        },
        footer = {
            "",
            "Try it:",
            "  curl -H 'Authorization: OAuth demo-token' http://127.0.0.1:8080/api/v1/pools/1001",
            "  curl http://127.0.0.1:8080/_audit"
        })
public final class SimulatorMain implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "Port to listen on; 0 takes one that is free. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description = "Name or address to listen on. Default: ${DEFAULT-VALUE}, which only this machine reaches.")
    private String host = "";

    @Option(
            names = "--fixture",
            paramLabel = "FILE",
            description =
                    "JSON file with the world to simulate: {\"tokens\":[\"T\"],\"projects\":[...],\"pools\":[...]}, "
                            + "projects and pools as the API shows them.")
    private @Nullable Path fixture;

    @Option(
            names = "--operation-ms",
            paramLabel = "MIN..MAX",
            defaultValue = "200..1000",
            converter = OperationTimeConverter.class,
            description = "How long an operation takes, in milliseconds. Default: ${DEFAULT-VALUE}.")
    private OperationTime operationTime = OperationTime.DEFAULT;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Where chance comes from: how long each operation takes, the order of operation logs, ids, "
                    + "faults, people and their answers. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--spill-dir",
            paramLabel = "DIR",
            defaultValue = "${sys:java.io.tmpdir}",
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            description =
                    "Directory of the files that tasks are kept in: their bytes and 64 more for each. The files go "
                            + "when it stops. Default: the directory for temporary files.")
    private Path spillDirectory = Path.of("");

    @Mixin
    private QuotaFlags quotaFlags = new QuotaFlags();

    @Mixin
    private PoolFlags poolFlags = new PoolFlags();

    @Mixin
    private ReadingFlags readingFlags = new ReadingFlags();

    @Mixin
    private FaultFlags faultFlags = new FaultFlags();

    @Mixin
    private WorkerFlags workerFlags = new WorkerFlags();

    @Mixin
    private ClockFlags clockFlags = new ClockFlags();

    private SimulatorMain() {}

    /** Runs the simulator until the process is told to stop. */
    public static void main(String[] args) {
        // The server announces itself in one line of its own; warnings and worse still show.
        Logger.getLogger("").setLevel(Level.WARNING);
        int status = commandLine().execute(args);
        if (status != 0) {
            System.exit(status);
        }
    }

    /** The command: it ends with 0 once the simulator listens, and otherwise says on stderr why not and ends with 1 or 2. */
    static CommandLine commandLine() {
        // An @ is for --fault alone to understand.
        CommandLine command = new CommandLine(new SimulatorMain());
        command.getHelpSectionMap().put(SECTION_KEY_OPTION_LIST, new HelpSections(headings()));
        return command.setExpandAtFiles(false).setParameterExceptionHandler((problem, args) -> {
            problem.getCommandLine()
                    .getErr()
                    .println("toloka-simulator: " + problem.getMessage() + " (--help lists the flags)");
            return CommandLine.ExitCode.USAGE;
        });
    }

    private static Map<String, String> headings() {
        Map<String, String> headings = new LinkedHashMap<>();
        headings.put("clockFlags", "Time:");
        headings.put("quotaFlags", "Quotas of the account; beyond them the answer is 429, and 0 turns one off:");
        headings.put("poolFlags", "Limits of a pool:");
        headings.put("faultFlags", "What goes wrong (docs/simulator/faults.md; also POST /_faults):");
        headings.put("workerFlags", "Who answers the tasks (docs/simulator/workers.md):");
        headings.put("readingFlags", "What no public source settles:");
        return headings;
    }

    @Override
    public Integer call() {
        CommandLine command = commandLineOrThrow();
        Readings readings = readingFlags.readings(command);
        if (readingFlags.isListing()) {
            ReadingFlags.print(command.getOut(), readings);
            return CommandLine.ExitCode.OK;
        }
        TolokaSimulator.Builder builder = TolokaSimulator.builder()
                .fixture(readFixture(command))
                .quotas(quotaFlags.quotas(command))
                .poolLimits(poolFlags.limits(command))
                .operationTime(operationTime)
                .readings(readings)
                .seed(seed)
                .host(host)
                .port(checkedPort(command))
                .spillDirectory(spillDirectory);
        clockFlags.set(builder, command);
        faultFlags.rules(command).forEach(builder::fault);
        workerFlags.apply(builder, command);
        try {
            TolokaSimulator simulator = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(simulator::close, "toloka-simulator-stop"));
            command.getOut().println("listening on " + simulator.url());
            return CommandLine.ExitCode.OK;
        } catch (SpillException e) {
            throw new ParameterException(command, "--spill-dir: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command, "--workers: " + e.getMessage(), e);
        } catch (UncheckedIOException e) {
            command.getErr()
                    .println("toloka-simulator: " + e.getMessage()
                            + "; choose another --port, or 0 for one that is free");
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private Fixture readFixture(CommandLine command) {
        if (fixture == null) {
            return Fixture.demo();
        }
        try {
            return Fixture.fromJson(Files.readString(fixture));
        } catch (FixtureException e) {
            throw new ParameterException(command, fixture + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new ParameterException(command, "--fixture " + fixture + " cannot be read as UTF-8 text", e);
        }
    }

    private int checkedPort(CommandLine command) {
        if (port < 0 || port > 65_535) {
            throw new ParameterException(command, "--port " + port + " is not within 0 to 65535");
        }
        return port;
    }

    private CommandLine commandLineOrThrow() {
        if (spec == null) {
            throw new IllegalStateException("the command is run by picocli only");
        }
        return spec.commandLine();
    }
}
