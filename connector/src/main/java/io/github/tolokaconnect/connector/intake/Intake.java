package io.github.tolokaconnect.connector.intake;

import io.github.tolokaconnect.client.PoolId;
import io.github.tolokaconnect.events.FieldError;
import io.github.tolokaconnect.events.Stage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a sink record when it was read: a task to send, a refusal to report, or nothing to do. */
public sealed interface Intake {

    /** The record's coordinates. */
    RecordOrigin origin();

    /** The record is a task that may be sent. */
    record Accepted(TaskItem task) implements Intake {
        @Override
        public RecordOrigin origin() {
            return task.origin();
        }
    }

    /**
     * The record cannot become a task.
     *
     * @param pool the pool it was meant for; absent if that could not be found out
     * @param stage where on its way it was refused
     * @param errors all reasons, at least one
     * @param value the value as JSON or as it came; absent without a value
     * @param valueIsJson whether {@code value} is well-formed JSON
     */
    @SuppressWarnings(
            "ArrayRecordComponent") // the value goes from the record into its event, and is compared by nobody
    record Refused(
            RecordOrigin origin,
            @Nullable PoolId pool,
            Stage stage,
            List<FieldError> errors,
            byte @Nullable [] value,
            boolean valueIsJson)
            implements Intake {
        public Refused {
            errors = List.copyOf(errors);
        }
    }

    /** The record has no value, and the configuration says to skip such records. */
    record Skipped(RecordOrigin origin) implements Intake {}
}
