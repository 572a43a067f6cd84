package io.github.tolokaconnect.chaos;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Says now and then that it is time again. Not safe for several threads. */
final class Pulse {

    private final InstantSource clock;
    private final Duration period;
    private Instant next;

    Pulse(InstantSource clock, Duration period) {
        this.clock = clock;
        this.period = period;
        this.next = clock.instant();
    }

    /** Answers true at the first call, and then once in each period. */
    boolean isDue() {
        var now = clock.instant();
        if (now.isBefore(next)) {
            return false;
        }
        next = now.plus(period);
        return true;
    }
}
