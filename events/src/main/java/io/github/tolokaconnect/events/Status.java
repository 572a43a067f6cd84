package io.github.tolokaconnect.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * State of an operation in its life cycle: PLANNED, SUBMITTED, RUNNING (repeated), then SUCCESS or FAIL; REJECTED and
 * STUCK aside.
 *
 * <p>Open: a value that this release does not know is read, compared and written back unchanged.
 *
 * @param value the word on the wire, never blank
 */
public record Status(@JsonValue String value) {
    /** The composition is fixed and durable; nothing was sent yet. */
    public static final Status PLANNED = new Status("PLANNED");

    /** The platform accepted the request. */
    public static final Status SUBMITTED = new Status("SUBMITTED");

    /** The platform works on it; repeated as progress grows. */
    public static final Status RUNNING = new Status("RUNNING");

    /** The platform finished; single items may still have been refused, see {@link Outcome}. */
    public static final Status SUCCESS = new Status("SUCCESS");

    /** The platform finished without creating what was asked for; this operation id is spent. */
    public static final Status FAIL = new Status("FAIL");

    /** The request was refused, so no operation exists on the platform; it may be sent again under the same id. */
    public static final Status REJECTED = new Status("REJECTED");

    /** The deadline has passed without an end; polling goes on. */
    public static final Status STUCK = new Status("STUCK");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Status {
        if (value.isBlank()) {
            throw new IllegalArgumentException("Status is blank; name one, such as PLANNED");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
