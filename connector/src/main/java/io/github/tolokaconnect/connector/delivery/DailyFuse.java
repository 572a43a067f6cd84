package io.github.tolokaconnect.connector.delivery;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Counts the tasks sent and not refused as a whole in the current UTC day, and says when the configured number is reached. */
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
    void use(long tasks, Instant now) {
        turnTo(now);
        used += tasks;
    }

    /** Takes back tasks that were counted, and certainly not created or counted elsewhere from now on. */
    void refund(long tasks, Instant now) {
        turnTo(now);
        used = Math.max(0, used - tasks);
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

    /** A clock that steps back over midnight brings no second allowance. */
    private void turnTo(Instant now) {
        var today = now.atZone(ZoneOffset.UTC).toLocalDate();
        if (today.isAfter(day)) {
            day = today;
            used = 0;
        }
    }
}
