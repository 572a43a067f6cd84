package io.github.tolokaconnect.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What a sink task is doing, as its heartbeat says.
 *
 * <p>Open: a value that this release does not know is read, compared and written back unchanged.
 *
 * @param value the word on the wire, never blank
 */
public record SinkTaskState(@JsonValue String value) {
    /** It takes records and sends operations. */
    public static final SinkTaskState RUNNING = new SinkTaskState("RUNNING");

    /** It finishes what it holds and takes no records. */
    public static final SinkTaskState PAUSED = new SinkTaskState("PAUSED");

    /** It has stopped on an error that it cannot pass. */
    public static final SinkTaskState FAILED = new SinkTaskState("FAILED");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public SinkTaskState {
        if (value.isBlank()) {
            throw new IllegalArgumentException("SinkTaskState is blank; name one, such as RUNNING");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
