package io.github.tolokaconnect.streams.repair;

import io.github.tolokaconnect.events.RawJson;
import io.github.tolokaconnect.events.ValidationError;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A refused record as it is stored.
 *
 * @param key key of the record
 * @param error the event that refused it
 * @param trace where its journey began
 * @param due when it is tried again by itself; absent if it waits for a person
 * @param alias name of the pool that refused it; when that becomes the name of another pool, the record goes there at once
 */
record Waiting(
        String key,
        ValidationError error,
        Trace trace,
        @Nullable Instant due,
        @Nullable String alias) {

    /**
     * Trace context of a record, as its headers had it.
     *
     * @param traceparent W3C trace context
     * @param tracestate vendor part of it
     * @param startingTraceparent first trace of the journey
     */
    record Trace(
            @Nullable String traceparent,
            @Nullable String tracestate,
            @Nullable String startingTraceparent) {

        static final Trace NONE = new Trace(null, null, null);
    }

    /** The task as it was refused; absent if the event does not hold it. */
    @Nullable
    RawJson task() {
        return error.redacted() ? null : error.task();
    }

    /** Id of the pool that refused it; absent if that is not known. */
    @Nullable
    String pool() {
        return error.pool() == null ? null : error.pool().id();
    }

    /** Its place among those that wait: they are in the order in which they were refused. */
    String place() {
        return placeOf(error.eventTime()) + key + '\0' + error.eventId();
    }

    /** Before all places of records that were refused at {@code instant} or later, and after all others. */
    static String placeOf(Instant instant) {
        return String.format(Locale.ROOT, "%014d/", Math.max(0, instant.toEpochMilli()));
    }

    Quarantined toQuarantined() {
        return new Quarantined(key, error, due);
    }
}
