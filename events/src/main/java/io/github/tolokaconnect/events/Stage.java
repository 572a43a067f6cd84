package io.github.tolokaconnect.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Where on its way a record was refused.
 *
 * <p>Open: a value that this release does not know is read, compared and written back unchanged.
 *
 * @param value the word on the wire, never blank
 */
public record Stage(@JsonValue String value) {
    /** The record could not be turned into a task. */
    public static final Stage MAPPING = new Stage("MAPPING");

    /** The connector saw that the platform would refuse it, before spending a call. */
    public static final Stage LOCAL_VALIDATION = new Stage("LOCAL_VALIDATION");

    /** The platform validated the task and named the fields it refuses. */
    public static final Stage PLATFORM_VALIDATION = new Stage("PLATFORM_VALIDATION");

    /** The platform refused the request or the operation that held the task. */
    public static final Stage PLATFORM_REJECTION = new Stage("PLATFORM_REJECTION");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Stage {
        if (value.isBlank()) {
            throw new IllegalArgumentException("Stage is blank; name one, such as MAPPING");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
