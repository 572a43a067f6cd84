package io.github.tolokaconnect.simulator.fault;

import io.github.tolokaconnect.simulator.engine.LogDistortion;

/** What the engine is to do to an operation log. */
final class LogFaults {
    private LogFaults() {}

    static LogDistortion add(LogFault fault, LogDistortion log, long draw) {
        LogDistortion seeded = log.withSeed(log.seed() ^ draw);
        if (fault instanceof LogFault.LogPartial partial) {
            return seeded.withMissing(partial.share());
        } else if (fault instanceof LogFault.LogDuplicated duplicated) {
            return seeded.withDoubled(duplicated.share());
        } else if (fault instanceof LogFault.LogShuffled) {
            return seeded.withShuffling();
        } else if (fault instanceof LogFault.LogWithoutMarkers) {
            return seeded.withoutMarkers();
        } else if (fault instanceof LogFault.LogEnvelopes) {
            return seeded.withEnvelopes();
        }
        throw new AssertionError(fault);
    }
}
