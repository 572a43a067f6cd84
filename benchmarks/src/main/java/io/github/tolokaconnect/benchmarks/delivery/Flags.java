package io.github.tolokaconnect.benchmarks.delivery;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What the user may say. */
final class Flags {

    private static final int MOST_TASKS_OF_A_REQUEST = 4_000;
    private static final int BATCHES_OF_A_PARTITION = 10;
    private static final int PARTITIONS = 8;
    private static final int PARTITIONS_TO_RECOVER = 16;

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
            hideParamSyntax = true,
            split = ",",
            defaultValue = "at_least_once,exactly_once",
            description =
                    "Values of delivery.mode; the second is compared with the first. The same one twice shows how "
                            + "far measurements differ by chance. Default: ${DEFAULT-VALUE}.")
    private List<String> modes = List.of();

    @Option(
            names = "--recovery",
            description =
                    "Measure instead how long a connector takes that was killed: from its creation, in a worker that has "
                            + "just started, until it has read the journal and every partition has a new operation.")
    private boolean isRecovery;

    @Option(
            names = "--journal-records",
            paramLabel = "N",
            defaultValue = "100000",
            description = "With --recovery: records of the journal. Default: ${DEFAULT-VALUE}.")
    private int journalRecords;

    @Option(
            names = "--open-operations",
            paramLabel = "N",
            defaultValue = "32",
            description = "With --recovery: operations that were under way. Default: ${DEFAULT-VALUE}.")
    private int openOperations;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description = "Partitions of the source topic. Default: " + PARTITIONS + ", with --recovery "
                    + PARTITIONS_TO_RECOVER + ".")
    private @Nullable Integer partitions;

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
            showDefaultValue = Visibility.NEVER,
            description = "The connector. Default: the one just built.")
    private Path archive = Path.of("");

    @Option(
            names = "--logs",
            paramLabel = "DIRECTORY",
            defaultValue = "${sys:bench.logs}",
            required = true,
            showDefaultValue = Visibility.NEVER,
            description = "Where the processes write their logs. Default: benchmarks/target/bench-delivery.")
    private Path logs = Path.of("");

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    @SuppressWarnings("UnusedVariable") // picocli alone looks at it
    private boolean isHelpAsked;

    int pairs() {
        return pairs;
    }

    List<String> modes() {
        return modes;
    }

    boolean isRecovery() {
        return isRecovery;
    }

    int journalRecords() {
        return journalRecords;
    }

    int openOperations() {
        return openOperations;
    }

    Workload workload() {
        return new Workload(records, partitions(), sinkTasks, batch, inFlight);
    }

    MillisRange operationMillis() {
        return operationMillis;
    }

    Path archive() {
        return archive;
    }

    Path logs() {
        return logs;
    }

    /** Throws, with the reason, if something cannot be measured. */
    void check(CommandLine command) {
        check(command, pairs >= 1, "--pairs " + pairs + " is not at least 1");
        check(command, partitions() >= 1, "--partitions " + partitions() + " is not at least 1");
        check(command, inFlight >= 1, "--in-flight " + inFlight + " is not at least 1");
        check(command, openOperations >= 0, "--open-operations " + openOperations + " is not at least 0");
        check(
                command,
                sinkTasks >= 1 && sinkTasks <= partitions(),
                "--sink-tasks " + sinkTasks + " is not within 1 to " + partitions() + ", the number of partitions");
        check(
                command,
                batch >= 1 && batch <= MOST_TASKS_OF_A_REQUEST,
                "--batch " + batch + " is not within 1 to " + MOST_TASKS_OF_A_REQUEST);
        check(command, modes.size() == 2, "--modes " + String.join(",", modes) + " is not two modes");
        check(command, Files.isRegularFile(archive), "--archive " + archive + " is no file");
        checkSizes(command);
    }

    private void checkSizes(CommandLine command) {
        var fewest = (long) BATCHES_OF_A_PARTITION * batch * partitions();
        check(
                command,
                isRecovery || records >= fewest,
                "--records " + records + " is too little for a rate: " + partitions() + " partitions with "
                        + BATCHES_OF_A_PARTITION + " batches of " + batch + " each are " + fewest);
        check(
                command,
                !isRecovery || partitions() <= Pools.PARTITIONS,
                "--partitions " + partitions() + " is more than " + Pools.PARTITIONS + ", the most with --recovery");
        check(
                command,
                !isRecovery || journalRecords >= partitions() + openOperations,
                "--journal-records " + journalRecords + " is too little for " + partitions() + " partitions and "
                        + openOperations + " open operations");
    }

    private int partitions() {
        if (partitions == null) {
            return isRecovery ? PARTITIONS_TO_RECOVER : PARTITIONS;
        }
        return partitions;
    }

    private static void check(CommandLine command, boolean isRight, String message) {
        if (!isRight) {
            throw new ParameterException(command, message);
        }
    }
}
