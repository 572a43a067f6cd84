package io.github.tolokaconnect.events;

import org.jspecify.annotations.Nullable;

/**
 * What the source record's headers say about where it comes from, passed on with the events about it.
 *
 * @param correlationId {@code ce_correlationid} of the source record; absent means its key
 * @param causationId {@code ce_id} of the event that caused this one
 * @param traceparent W3C trace context of the source record
 * @param tracestate vendor part of that trace context
 * @param startingTraceparent {@code ce_traceparent} of the source record: the first trace of the journey
 */
public record EventContext(
        @Nullable String correlationId,
        @Nullable String causationId,
        @Nullable String traceparent,
        @Nullable String tracestate,
        @Nullable String startingTraceparent) {

    /** A source record that says nothing. */
    public static final EventContext NONE = new EventContext(null, null, null, null, null);
}
