package io.github.tolokaconnect.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * State of the circuit breaker in front of the platform.
 *
 * <p>Open: a value that this release does not know is read, compared and written back unchanged.
 *
 * @param value the word on the wire, never blank
 */
public record CircuitState(@JsonValue String value) {
    /** Calls pass. */
    public static final CircuitState CLOSED = new CircuitState("CLOSED");

    /** Single calls pass, to find out whether the platform is back. */
    public static final CircuitState HALF_OPEN = new CircuitState("HALF_OPEN");

    /** No call passes. */
    public static final CircuitState OPEN = new CircuitState("OPEN");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public CircuitState {
        if (value.isBlank()) {
            throw new IllegalArgumentException("CircuitState is blank; name one, such as CLOSED");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
