package io.github.tolokaconnect.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What the connector did about a refused request.
 *
 * <p>Open: a value that this release does not know is read, compared and written back unchanged.
 *
 * @param value the word on the wire, never blank
 */
public record ErrorAction(@JsonValue String value) {
    /** It paused the topic-partitions concerned and tries again with the same operation id. */
    public static final ErrorAction PARTITIONS_PAUSED = new ErrorAction("PARTITIONS_PAUSED");

    /** It tries again later with the same operation id. */
    public static final ErrorAction RETRY_SCHEDULED = new ErrorAction("RETRY_SCHEDULED");

    /** It tries the records that were not created again, under a new operation id. */
    public static final ErrorAction NEW_ATTEMPT = new ErrorAction("NEW_ATTEMPT");

    /** It wrote a validation error for each record and went on. */
    public static final ErrorAction RECORDS_REPORTED = new ErrorAction("RECORDS_REPORTED");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ErrorAction {
        if (value.isBlank()) {
            throw new IllegalArgumentException("ErrorAction is blank; name one, such as PARTITIONS_PAUSED");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
