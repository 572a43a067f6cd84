package io.github.tolokaconnect.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What kind of thing has to change before another try can succeed.
 *
 * <p>Open: a value that this release does not know is read, compared and written back unchanged.
 *
 * @param value the word on the wire, never blank
 */
public record ErrorClass(@JsonValue String value) {
    /** The task itself. */
    public static final ErrorClass DATA = new ErrorClass("DATA");

    /** Time has to pass, or a quota has to grow. */
    public static final ErrorClass CAPACITY = new ErrorClass("CAPACITY");

    /** The pool: closed, archived, missing or misconfigured. */
    public static final ErrorClass POOL = new ErrorClass("POOL");

    /** The credentials or their rights. */
    public static final ErrorClass ACCESS = new ErrorClass("ACCESS");

    /** Not known; a person has to look. */
    public static final ErrorClass UNKNOWN = new ErrorClass("UNKNOWN");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ErrorClass {
        if (value.isBlank()) {
            throw new IllegalArgumentException("ErrorClass is blank; name one, such as DATA");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
