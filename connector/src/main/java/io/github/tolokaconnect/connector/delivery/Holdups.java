package io.github.tolokaconnect.connector.delivery;

import java.time.Duration;

/**
 * How often and how long pacing held back requests since the sink task started.
 *
 * @param creates times that no request to create tasks could leave
 * @param createsFor how long altogether
 * @param reads times that no other request could leave
 * @param readsFor how long altogether
 */
public record Holdups(long creates, Duration createsFor, long reads, Duration readsFor) {

    /** Nothing was held back. */
    public static final Holdups NONE = new Holdups(0, Duration.ZERO, 0, Duration.ZERO);
}
