package io.github.tolokaconnect.simulator.fault;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/** A point in the time of the simulation: fixed, or counted from when a rule began. */
public sealed interface Moment {
    /** The instant that it is for a rule that began at {@code began}. */
    Instant from(Instant began);

    /** The moment {@code text} stands for: an ISO 8601 duration such as {@code PT10S}, or an instant in UTC. */
    static Moment parse(String text) {
        try {
            return text.startsWith("P") ? new After(Duration.parse(text)) : new At(Instant.parse(text));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "must be a duration since the rule began, such as PT10S, or an instant, such as 2026-03-01T12:00:00Z",
                    e);
        }
    }

    /** So long after the rule began; up to a year. */
    record After(Duration time) implements Moment {
        private static final Duration MAX = Duration.ofDays(366);

        /** Checks the range. */
        public After {
            if (time.isNegative() || time.compareTo(MAX) > 0) {
                throw new IllegalArgumentException("must be a duration from PT0S to a year, such as PT10S");
            }
        }

        @Override
        public Instant from(Instant began) {
            return began.plus(time);
        }

        @Override
        public String toString() {
            return time.toString();
        }
    }

    /** At an instant. */
    record At(Instant instant) implements Moment {
        @Override
        public Instant from(Instant began) {
            return instant;
        }

        @Override
        public String toString() {
            return instant.toString();
        }
    }
}
