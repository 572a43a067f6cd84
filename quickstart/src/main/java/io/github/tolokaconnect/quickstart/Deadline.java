package io.github.tolokaconnect.quickstart;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/** A bounded wait for something that can only be asked for. */
record Deadline(InstantSource clock, Instant end, StopSignal stop) {

    private static final Duration BETWEEN_TWO_LOOKS = Duration.ofMillis(50);

    static Deadline in(Duration time, InstantSource clock, StopSignal stop) {
        return new Deadline(clock, clock.instant().plus(time), stop);
    }

    /** Answers true once {@code condition} holds, false at the deadline. Throws if the run has to end before. */
    boolean await(BooleanSupplier condition) throws StoppedException {
        while (!condition.getAsBoolean()) {
            if (stop.await(BETWEEN_TWO_LOOKS)) {
                throw new StoppedException();
            }
            if (clock.instant().isAfter(end)) {
                return false;
            }
        }
        return true;
    }
}
