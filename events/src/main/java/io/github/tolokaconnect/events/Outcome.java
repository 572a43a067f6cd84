package io.github.tolokaconnect.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * How much of a finished operation came into being.
 *
 * <p>Open: a value that this release does not know is read, compared and written back unchanged.
 *
 * @param value the word on the wire, never blank
 */
public record Outcome(@JsonValue String value) {
    /** Every record became a task. */
    public static final Outcome ALL = new Outcome("ALL");

    /** Some records became tasks, the others have validation errors. */
    public static final Outcome PARTIAL = new Outcome("PARTIAL");

    /** No record became a task. */
    public static final Outcome NONE = new Outcome("NONE");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Outcome {
        if (value.isBlank()) {
            throw new IllegalArgumentException("Outcome is blank; name one, such as ALL");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
