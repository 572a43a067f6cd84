package io.github.tolokaconnect.simulator.fault;

/** What a quota counts by, as {@code payload.interval} of a 429 names it. */
public enum QuotaInterval {
    /** The minute. */
    MIN,
    /** The hour. */
    HOUR,
    /** The day. */
    DAY
}
