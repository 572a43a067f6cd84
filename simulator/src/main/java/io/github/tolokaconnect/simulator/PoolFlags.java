package io.github.tolokaconnect.simulator;

import io.github.tolokaconnect.simulator.engine.PoolLimits;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The flags that say what the platform allows a pool. */
final class PoolFlags {
    @Option(
            names = "--tasks-per-pool",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "The most tasks that a pool can have. 0 turns it off. Default: ${DEFAULT-VALUE}.")
    private int tasksPerPool;

    @Option(
            names = "--auto-archive-days",
            paramLabel = "N",
            defaultValue = "30",
            description =
                    "A pool is archived after so many days in which nothing happens to it; three times as many if it "
                            + "is empty, a clone, for training, or has no general tasks. 0 turns it off. Default: ${DEFAULT-VALUE}.")
    private int autoArchiveDays;

    @Option(
            names = "--answers-per-pool",
            paramLabel = "N",
            defaultValue = "2000000",
            description = "A pool that has handed out so much is closed. 0 turns it off. Default: ${DEFAULT-VALUE}.")
    private int answersPerPool;

    PoolLimits limits(CommandLine command) {
        try {
            return new PoolLimits(tasksPerPool, answersPerPool, autoArchiveDays);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command, e.getMessage(), e);
        }
    }
}
