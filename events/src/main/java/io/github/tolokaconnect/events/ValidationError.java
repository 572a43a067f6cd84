package io.github.tolokaconnect.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A source record was refused, with all reasons.
 *
 * @param eventId see {@link EventIds#validationError}
 * @param eventTime when it was refused
 * @param connector who published it
 * @param record the source record
 * @param operation the operation that held it; absent if it was refused before one existed
 * @param pool the pool it was meant for; absent if that could not be found out
 * @param stage where on its way it was refused
 * @param errorClass what has to change
 * @param role whether it caused the refusal
 * @param retriable whether the same record can succeed unchanged
 * @param errors the reasons, at least one
 * @param task the task as the connector read it; absent if it is too large, unreadable or withheld
 * @param taskRef where to find the task
 * @param redacted whether values were removed from {@code task}
 * @param raw the platform's error as it came, where {@code errors} cannot say all of it
 */
@JsonPropertyOrder("schema")
public record ValidationError(
        UUID eventId,
        Instant eventTime,
        ConnectorRef connector,
        RecordRef record,
        @Nullable Operation operation,
        @Nullable PoolRef pool,
        Stage stage,
        @JsonProperty("class") ErrorClass errorClass,
        Role role,
        boolean retriable,
        List<FieldError> errors,
        @Nullable RawJson task,
        @Nullable TaskRef taskRef,
        boolean redacted,
        @Nullable RawJson raw)
        implements ConnectorEvent {

    public ValidationError {
        errors = List.copyOf(errors);
        if (errors.isEmpty()) {
            throw new IllegalArgumentException(
                    "validation error of " + record.coordinates() + " names no reason; give at least one");
        }
    }

    /** Starts an event with the parts that every refusal has; its id follows from operation, record and stage. */
    public static ValidationErrorBuilder builder(
            Instant eventTime,
            ConnectorRef connector,
            RecordRef record,
            Stage stage,
            ErrorClass errorClass,
            Role role,
            List<FieldError> errors) {
        return new ValidationErrorBuilder(eventTime, connector, record, stage, errorClass, role, errors);
    }

    /**
     * The record's place in the operation that held it.
     *
     * @param id id of the operation
     * @param index position of the task in the request, from 0
     * @param logType type of the entry in the operation log; absent if the log has none
     */
    public record Operation(
            UUID id, @Nullable Integer index, @Nullable String logType) {}
}
