package io.github.tolokaconnect.simulator;

import io.github.tolokaconnect.simulator.engine.Quotas;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The flags that say what the account may do. */
final class QuotaFlags {
    @Option(
            names = "--requests-per-second",
            paramLabel = "N",
            defaultValue = "300",
            description = "Requests of any kind. Default: ${DEFAULT-VALUE}.")
    private long requestsPerSecond;

    @Option(
            names = "--tasks-per-minute",
            paramLabel = "N",
            defaultValue = "200000",
            description = "Tasks in requests that create tasks. Default: ${DEFAULT-VALUE}.")
    private long tasksPerMinute;

    @Option(
            names = "--tasks-per-day",
            paramLabel = "N",
            defaultValue = "4000000",
            description = "The same for a day, which begins at midnight UTC. Default: ${DEFAULT-VALUE}.")
    private long tasksPerDay;

    @Option(
            names = "--clones-per-minute",
            paramLabel = "N",
            defaultValue = "20",
            description = "Pools to clone. Default: ${DEFAULT-VALUE}.")
    private long clonesPerMinute;

    @Option(
            names = "--clones-per-day",
            paramLabel = "N",
            defaultValue = "100",
            description = "The same for a day. Default: ${DEFAULT-VALUE}.")
    private long clonesPerDay;

    @Option(
            names = "--overlap-changes-per-hour",
            paramLabel = "N",
            defaultValue = "10",
            description = "Calls that change the overlap of a task. Default: ${DEFAULT-VALUE}.")
    private long overlapChangesPerHour;

    Quotas quotas(CommandLine command) {
        try {
            return new Quotas(requestsPerSecond, tasksPerMinute, tasksPerDay)
                    .withClones(clonesPerMinute, clonesPerDay)
                    .withOverlapChanges(overlapChangesPerHour);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command, "a quota must be at least 1, or 0 to turn it off", e);
        }
    }
}
