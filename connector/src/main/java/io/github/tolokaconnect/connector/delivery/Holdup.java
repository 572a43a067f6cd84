package io.github.tolokaconnect.connector.delivery;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Requests of one kind that pacing held back: how often, and for how long until the quota allowed the next one. */
final class Holdup {
    private @Nullable Instant since;
    private Instant until = Instant.MIN;
    private long count;
    private Duration total = Duration.ZERO;

    /** One may not leave before {@code until}. */
    void held(Instant until, Instant now) {
        if (since == null) {
            since = now;
            count++;
        }
        this.until = until;
    }

    /** One leaves. After the quota allowed it, the time is nobody's to wait. */
    void passed(Instant now) {
        if (since != null) {
            var waited = Duration.between(since, now.isBefore(until) ? now : until);
            total = waited.isNegative() ? total : total.plus(waited);
            since = null;
        }
    }

    long count() {
        return count;
    }

    Duration total() {
        return total;
    }
}
