package io.github.tolokaconnect.quickstart.results;

import io.github.tolokaconnect.events.ConnectorRef;
import io.github.tolokaconnect.events.ErrorClass;
import io.github.tolokaconnect.events.FieldError;
import io.github.tolokaconnect.events.OperationStatus;
import io.github.tolokaconnect.events.OperationStatus.Counts;
import io.github.tolokaconnect.events.OperationStatus.Operation;
import io.github.tolokaconnect.events.OperationStatus.Platform;
import io.github.tolokaconnect.events.PoolRef;
import io.github.tolokaconnect.events.RecordRef;
import io.github.tolokaconnect.events.Role;
import io.github.tolokaconnect.events.SourceRange;
import io.github.tolokaconnect.events.Stage;
import io.github.tolokaconnect.events.Status;
import io.github.tolokaconnect.events.TaskCreated;
import io.github.tolokaconnect.events.ValidationError;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events as the connector would write them. */
final class Events {

    static final UUID OPERATION_ID = UUID.fromString("5c04458e-d2cf-5b91-9a5b-0b6c4d0e7f10");
    static final Instant TIME = Instant.parse("2026-11-22T10:15:04.250Z");

    private static final ConnectorRef CONNECTOR = ConnectorRef.of("toloka-quickstart", 0, "0.1.0");

    private Events() {}

    static TaskCreated created(String topic, int partition, long offset, String taskId) {
        return new TaskCreated(
                UUID.fromString("9dbe237f-ed21-54cd-a016-aab332caea7a"),
                TIME,
                CONNECTOR,
                new RecordRef("item-000001", topic, partition, offset, TIME, 1),
                new TaskCreated.Task(taskId, "1001", null, null, 3, null),
                new TaskCreated.Operation(OPERATION_ID, 0, false),
                null,
                null);
    }

    static ValidationError rejected(String topic, int partition, long offset) {
        return ValidationError.builder(
                        TIME,
                        CONNECTOR,
                        new RecordRef("item-000002", topic, partition, offset, TIME, 1),
                        Stage.LOCAL_VALIDATION,
                        ErrorClass.DATA,
                        Role.CULPRIT,
                        List.of(FieldError.of("overlap", "/overlap", "VALUE_LESS_THAN_MIN", "must be at least 1")))
                .build();
    }

    static OperationStatus operation(
            Status status, Counts counts, @Nullable Instant submitted, @Nullable Instant finished) {
        var operation = new Operation(
                OPERATION_ID,
                Operation.TASK_BATCH_CREATE,
                status,
                null,
                null,
                !status.equals(Status.RUNNING),
                false,
                1,
                null,
                submitted,
                null,
                finished,
                null);
        return OperationStatus.builder(
                        TIME,
                        CONNECTOR,
                        new Platform("http://127.0.0.1:8080", null),
                        operation,
                        PoolRef.of("1001"),
                        List.of(new SourceRange("labeling.tasks", 3, 0, 499, 500)),
                        counts)
                .build();
    }
}
