package io.github.tolokaconnect.streams.repair;

import io.github.tolokaconnect.events.RawJson;
import io.github.tolokaconnect.events.ValidationError;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A refused record that waits.
 *
 * @param key key of the record
 * @param error the event that refused it
 * @param due when it is tried again by itself; absent if it waits for a person
 */
public record Quarantined(
        String key, ValidationError error, @Nullable Instant due) {

    /** The task as it was refused; absent if the event does not hold it, and then it cannot be tried again from here. */
    public @Nullable RawJson task() {
        return error.redacted() ? null : error.task();
    }
}
