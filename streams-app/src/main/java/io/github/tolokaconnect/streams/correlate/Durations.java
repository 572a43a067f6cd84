package io.github.tolokaconnect.streams.correlate;

import java.time.Duration;
import java.time.Instant;

/** Times between events of several machines. */
final class Durations {

    private Durations() {}

    /** From {@code earlier} to {@code later}; zero where their clocks say that it is the other way round. */
    static Duration between(Instant earlier, Instant later) {
        Duration between = Duration.between(earlier, later);
        return between.isNegative() ? Duration.ZERO : between;
    }
}
