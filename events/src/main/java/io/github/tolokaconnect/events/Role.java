package io.github.tolokaconnect.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Whether a refused record caused the refusal.
 *
 * <p>Open: a value that this release does not know is read, compared and written back unchanged.
 *
 * @param value the word on the wire, never blank
 */
public record Role(@JsonValue String value) {
    /** Its own task was refused. */
    public static final Role CULPRIT = new Role("CULPRIT");

    /** Its task was valid; it shared an operation with one that was not. */
    public static final Role COLLATERAL = new Role("COLLATERAL");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Role {
        if (value.isBlank()) {
            throw new IllegalArgumentException("Role is blank; name one, such as CULPRIT");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
