package io.github.tolokaconnect.client;

import java.time.Duration;

/** The window of the quota that was exceeded, as the platform names it in {@code payload.interval}. */
public enum QuotaInterval {
    MIN(Duration.ofMinutes(1)),
    HOUR(Duration.ofHours(1)),
    DAY(Duration.ofDays(1)),
    /** The answer named no interval, or one unknown here; so it answers too many requests in one second. */
    UNSTATED(Duration.ofSeconds(2));

    private final Duration wait;

    QuotaInterval(Duration wait) {
        this.wait = wait;
    }

    /** How long to wait when the answer says no more than this. */
    public Duration toWait() {
        return wait;
    }

    /** The interval of that name, {@link #UNSTATED} for any other. */
    public static QuotaInterval from(String name) {
        for (QuotaInterval interval : values()) {
            if (interval.name().equals(name)) {
                return interval;
            }
        }
        return UNSTATED;
    }
}
