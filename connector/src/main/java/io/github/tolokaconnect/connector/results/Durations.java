package io.github.tolokaconnect.connector.results;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Times between two moments that need not both be known. */
final class Durations {

    private Durations() {}

    static @Nullable Duration between(@Nullable Instant from, @Nullable Instant to) {
        if (from == null || to == null) {
            return null;
        }
        // Two clocks may disagree by a little; no time is negative.
        return to.isBefore(from) ? Duration.ZERO : Duration.between(from, to);
    }
}
