package io.github.tolokaconnect.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.UUID;

/** A fact that is published: by the connector, or by the streams app. */
public sealed interface Event permits ConnectorEvent, AppEvent {

    /** Name and version of the schema that this event is written by, such as {@code task-created/1.0}. */
    @JsonProperty(value = "schema", access = JsonProperty.Access.READ_ONLY)
    default String schema() {
        return EventSchema.of(this).id();
    }

    /** Identity of the fact: the same fact published twice has the same id. */
    UUID eventId();

    /** When the fact became true, to the millisecond. */
    Instant eventTime();
}
