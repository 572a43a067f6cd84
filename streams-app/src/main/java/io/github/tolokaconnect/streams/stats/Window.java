package io.github.tolokaconnect.streams.stats;

import java.time.Duration;
import java.time.Instant;

/** A stretch of time that something is counted over. */
public enum Window {
    /** Since the beginning. */
    TOTAL(Duration.ZERO, Duration.ZERO),
    /** One minute; kept for 24 hours. */
    MINUTE(Duration.ofMinutes(1), Duration.ofHours(24)),
    /** One hour; kept for 35 days. */
    HOUR(Duration.ofHours(1), Duration.ofDays(35));

    private final Duration size;
    private final Duration retention;

    Window(Duration size, Duration retention) {
        this.size = size;
        this.retention = retention;
    }

    /** How long one lasts; zero for {@link #TOTAL}. */
    public Duration size() {
        return size;
    }

    /** How long one is remembered after its start; zero means for ever. */
    public Duration retention() {
        return retention;
    }

    /** When the window that {@code instant} is in begins; the epoch for {@link #TOTAL}. */
    public Instant start(Instant instant) {
        if (size.isZero()) {
            return Instant.EPOCH;
        }
        long millis = size.toMillis();
        return Instant.ofEpochMilli(Math.floorDiv(instant.toEpochMilli(), millis) * millis);
    }
}
