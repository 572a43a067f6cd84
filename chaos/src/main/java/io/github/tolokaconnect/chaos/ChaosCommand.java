package io.github.tolokaconnect.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line: checks what can be checked before anything is started, then has it run. */
@Command(
        name = "bin/chaos",
        mixinStandardHelpOptions = true,
        versionProvider = ChaosVersion.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        header = {
            "Tries to make the connector create a task twice, lose a record or announce a",
            "result twice, and counts from outside whether it did.",
            ""
        },
        description = {
            "Starts a Kafka broker, two Connect workers with the connector, and a simulator",
            "of the Toloka API, each as a process of its own on this machine. While records",
            "stream in, workers and broker are killed, workers are held until they are",
            "zombies, the connector is restarted and reconfigured, and the network to the",
            "platform loses, delays and resets. Then it is left in peace, and every record,",
            "task and event is counted.",
            ""
        },
        optionListHeading = "Options:%n",
        footerHeading = "%nIt prints one line:%n",
        footer = {
            "  chaos records=100000 created=98000 rejected=2000 duplicates=0 lost=0",
            "        events_twice=0 kills=11 pauses=4 resets=950",
            "",
            "  created       records that have a task on the platform",
            "  rejected      records that have none, but a validation error",
            "  duplicates    tasks beyond the first one of a record",
            "  lost          records without a result, or whose task no event names",
            "  events_twice  result events that are there again, or of the same record",
            "  kills         SIGKILLs of workers and broker",
            "  pauses        SIGSTOPs of workers for longer than their session",
            "  resets        requests to the platform that met a fault",
            "",
            "Exit status: 0 if duplicates, lost and events_twice are 0 and every record",
            "was created or rejected as it should be; 1 if not, with up to 10 cases named;",
            "2 for wrong options.",
            ""
        })
final class ChaosCommand implements Callable<Integer> {

    private static final long MOST_RECORDS = 10_000_000;
    private static final Set<String> MODES = Set.of("exactly_once", "at_least_once");

    private final ToIntFunction<ChaosOptions> run;
    private final LongSupplier seeds;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--records",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Records to send, about 2 %% of them invalid. Default: ${DEFAULT-VALUE}.")
    private long records;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "180",
            description = "Send and disturb for so long. Default: ${DEFAULT-VALUE}.")
    private long seconds;

    @Option(
            names = "--seed",
            paramLabel = "X",
            description = "A number that decides what happens when. Default: another one each time; it is printed.")
    private @Nullable Long seed;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            defaultValue = "exactly_once",
            description = "The connector's delivery.mode: exactly_once or at_least_once, which is expected to fail."
                    + " Default: ${DEFAULT-VALUE}.")
    private String mode = "";

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description = "Keep everything in DIR, which has to be empty or missing: logs, the broker's data, settings."
                    + " Default: a temporary directory, deleted after success.")
    private @Nullable Path directory;

    ChaosCommand(ToIntFunction<ChaosOptions> run, LongSupplier seeds) {
        this.run = run;
        this.seeds = seeds;
    }

    @Override
    public Integer call() {
        check(records >= 1 && records <= MOST_RECORDS, "--records=" + records + " is outside of 1 to " + MOST_RECORDS);
        check(seconds >= 10 && seconds <= 86_400, "--seconds=" + seconds + " is outside of 10 to 86400");
        check(MODES.contains(mode), "--mode=" + mode + " is neither exactly_once nor at_least_once");
        check(directory == null || isEmptyOrMissing(directory), "--keep=" + directory + " is not an empty directory");
        return run.applyAsInt(new ChaosOptions(
                records, Duration.ofSeconds(seconds), seed == null ? seeds.getAsLong() : seed, mode, directory));
    }

    private void check(boolean isRight, String complaint) {
        if (!isRight) {
            throw new ParameterException(spec == null ? new CommandLine(this) : spec.commandLine(), complaint);
        }
    }

    private static boolean isEmptyOrMissing(Path directory) {
        if (Files.notExists(directory)) {
            return true;
        }
        try (var entries = Files.newDirectoryStream(directory)) {
            return !entries.iterator().hasNext();
        } catch (IOException e) {
            return false;
        }
    }
}
