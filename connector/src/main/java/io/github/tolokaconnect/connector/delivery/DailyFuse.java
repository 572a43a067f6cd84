package io.github.tolokaconnect.connector.delivery;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Counts the tasks sent in the current UTC day, and says when the configured number is reached. */
final class DailyFuse {
    private final long limit;
    private LocalDate day = LocalDate.MIN;
    private long used;

    /** A fuse of {@code limit} tasks, or none if it is -1. */
    DailyFuse(long limit) {
        this.limit = limit;
    }

    /** How many more tasks may be sent today. */
    long left(Instant now) {
        turnTo(now);
        return limit == -1 ? Long.MAX_VALUE : limit - used;
    }

    /** Counts tasks that are about to be sent. */
    void use(int tasks, Instant now) {
        turnTo(now);
        used += tasks;
    }

    /** Tasks counted today. */
    long used(Instant now) {
        turnTo(now);
        return used;
    }

    /** When the next day begins. */
    static Instant midnightAfter(Instant now) {
        return now.atZone(ZoneOffset.UTC)
                .toLocalDate()
                .plusDays(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }

    private void turnTo(Instant now) {
        var today = now.atZone(ZoneOffset.UTC).toLocalDate();
        if (!today.equals(day)) {
            day = today;
            used = 0;
        }
    }
}
