package io.github.tolokaconnect.connector.intake;

import org.jspecify.annotations.Nullable;

/**
 * What a record's headers say about where it came from; handed on to its result events.
 *
 * @param attempt number of the try, from 1; a replayed record counts up
 */
public record Lineage(
        @Nullable String correlationId,
        @Nullable String causationId,
        @Nullable String traceparent,
        @Nullable String tracestate,
        @Nullable String firstTraceparent,
        int attempt) {

    /** A record that says nothing, on its first try. */
    public static final Lineage UNKNOWN = new Lineage(null, null, null, null, null, 1);
}
