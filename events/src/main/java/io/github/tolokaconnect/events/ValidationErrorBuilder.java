package io.github.tolokaconnect.events;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the parts of a {@link ValidationError}. For one thread. */
public final class ValidationErrorBuilder {

    private final Instant eventTime;
    private final ConnectorRef connector;
    private final RecordRef record;
    private final Stage stage;
    private final ErrorClass errorClass;
    private final Role role;
    private final List<FieldError> errors;
    private ValidationError.@Nullable Operation operation;
    private @Nullable PoolRef pool;
    private boolean retriable;
    private @Nullable RawJson task;
    private @Nullable TaskRef taskRef;
    private boolean redacted;
    private @Nullable RawJson raw;

    ValidationErrorBuilder(
            Instant eventTime,
            ConnectorRef connector,
            RecordRef record,
            Stage stage,
            ErrorClass errorClass,
            Role role,
            List<FieldError> errors) {
        this.eventTime = eventTime;
        this.connector = connector;
        this.record = record;
        this.stage = stage;
        this.errorClass = errorClass;
        this.role = role;
        this.errors = errors;
    }

    /** The operation that held the record. */
    public ValidationErrorBuilder operation(ValidationError.@Nullable Operation operation) {
        this.operation = operation;
        return this;
    }

    /** The pool it was meant for. */
    public ValidationErrorBuilder pool(@Nullable PoolRef pool) {
        this.pool = pool;
        return this;
    }

    /** Whether the same record can succeed unchanged; false unless said. */
    public ValidationErrorBuilder retriable(boolean retriable) {
        this.retriable = retriable;
        return this;
    }

    /** The task as the connector read it. */
    public ValidationErrorBuilder task(@Nullable RawJson task) {
        this.task = task;
        return this;
    }

    /** Where to find the task. */
    public ValidationErrorBuilder taskRef(@Nullable TaskRef taskRef) {
        this.taskRef = taskRef;
        return this;
    }

    /** Whether values were removed from the task; false unless said. */
    public ValidationErrorBuilder redacted(boolean redacted) {
        this.redacted = redacted;
        return this;
    }

    /** The platform's error as it came. */
    public ValidationErrorBuilder raw(@Nullable RawJson raw) {
        this.raw = raw;
        return this;
    }

    /** The event. */
    public ValidationError build() {
        return new ValidationError(
                EventIds.validationError(operation == null ? null : operation.id(), record, stage),
                eventTime,
                connector,
                record,
                operation,
                pool,
                stage,
                errorClass,
                role,
                retriable,
                errors,
                task,
                taskRef,
                redacted,
                raw);
    }
}
