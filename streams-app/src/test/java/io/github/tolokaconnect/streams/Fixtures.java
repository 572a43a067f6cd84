package io.github.tolokaconnect.streams;

import io.github.tolokaconnect.events.CircuitState;
import io.github.tolokaconnect.events.ConnectorRef;
import io.github.tolokaconnect.events.ErrorClass;
import io.github.tolokaconnect.events.EventIds;
import io.github.tolokaconnect.events.FieldError;
import io.github.tolokaconnect.events.Heartbeat;
import io.github.tolokaconnect.events.Money;
import io.github.tolokaconnect.events.OperationStatus;
import io.github.tolokaconnect.events.OperationStatusBuilder;
import io.github.tolokaconnect.events.Outcome;
import io.github.tolokaconnect.events.PlatformError;
import io.github.tolokaconnect.events.PoolRef;
import io.github.tolokaconnect.events.RecordRef;
import io.github.tolokaconnect.events.Role;
import io.github.tolokaconnect.events.SinkTaskState;
import io.github.tolokaconnect.events.SourceRange;
import io.github.tolokaconnect.events.Stage;
import io.github.tolokaconnect.events.Status;
import io.github.tolokaconnect.events.TaskCreated;
import io.github.tolokaconnect.events.ValidationError;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events as the connector publishes them: operations of 500 records in pool 1001. */
public final class Fixtures {

    public static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    public static final UUID CATS = UUID.fromString("ecfdc625-c372-57ce-8d2a-986fb874a290");
    public static final UUID DOGS = UUID.fromString("0b6e7c7e-7f5e-5c4b-8f59-2d9d4d3c1a11");

    private static final ConnectorRef CONNECTOR = ConnectorRef.of("toloka-sink", 1, "1.0.0");
    private static final OperationStatus.Platform PLATFORM =
            new OperationStatus.Platform("https://toloka.dev", "production");

    private Fixtures() {}

    /** An operation that has not ended, {@code seconds} after noon. */
    public static OperationStatus at(long seconds, UUID id, Status status) {
        return event(seconds, id, status, false, counts(null, null)).build();
    }

    /** An operation that created {@code created} of its tasks. */
    public static OperationStatus succeeded(long seconds, UUID id, int created) {
        Outcome outcome = created == 500 ? Outcome.ALL : created == 0 ? Outcome.NONE : Outcome.PARTIAL;
        return event(seconds, id, Status.SUCCESS, true, counts(created, 500 - created))
                .outcome(outcome)
                .timings(new OperationStatus.Timings(
                        null, null, null, null, null, Duration.ofSeconds(6), null, Duration.ofMillis(8_827)))
                .build();
    }

    /** An operation that the platform refused as a whole. */
    public static OperationStatus rejected(long seconds, UUID id) {
        return event(seconds, id, Status.REJECTED, true, counts(null, null))
                .outcome(Outcome.NONE)
                .error(new PlatformError(
                        ErrorClass.CAPACITY,
                        "TASKS_CREATION_DOES_NOT_FIT_QUOTA",
                        400,
                        "Tasks creation does not fit quota",
                        "1692879848820059",
                        true,
                        null,
                        null,
                        null))
                .build();
    }

    /** An operation that the platform refused for now; it is sent again. */
    public static OperationStatus refusedForNow(long seconds, UUID id, ErrorClass errorClass, String code) {
        return event(seconds, id, Status.REJECTED, false, counts(null, null))
                .error(new PlatformError(errorClass, code, 409, "No", "1692879848820060", true, null, null, null))
                .build();
    }

    /** A heartbeat of a sink task, {@code seconds} after noon, the oldest operation of which began so long ago. */
    public static Heartbeat heartbeat(long seconds, int sinkTask, @Nullable Duration oldest, long tasksToday) {
        ConnectorRef connector = ConnectorRef.of("toloka-sink", sinkTask, "1.0.0");
        Instant time = NOON.plusSeconds(seconds);
        return new Heartbeat(
                EventIds.heartbeat(connector, time),
                time,
                connector,
                SinkTaskState.RUNNING,
                null,
                List.of("labeling.tasks-3"),
                List.of(),
                112,
                0L,
                oldest == null ? 0 : 2,
                oldest,
                CircuitState.CLOSED,
                new Heartbeat.Rate(10, 9.2, tasksToday, 1_000L),
                new Heartbeat.Totals(500, 300, 20, 0, 0, 1, 0, 0, 3, 1L, 2L, 5L),
                null,
                new Money("USD", new BigDecimal("123.45")));
    }

    public static TaskCreated taskCreated(String pool, long offset) {
        RecordRef record = record(offset);
        return new TaskCreated(
                EventIds.taskCreated(CATS, record),
                NOON,
                CONNECTOR,
                record,
                new TaskCreated.Task("task-" + offset, pool, null, null, null, null),
                new TaskCreated.Operation(CATS, 0, false),
                null,
                null);
    }

    public static ValidationError validationError(@Nullable String pool, long offset) {
        return ValidationError.builder(
                        NOON,
                        CONNECTOR,
                        record(offset),
                        Stage.LOCAL_VALIDATION,
                        ErrorClass.DATA,
                        Role.CULPRIT,
                        List.of(FieldError.of("overlap", "/overlap", "VALUE_LESS_THAN_MIN", "Value must be >= 1")))
                .pool(pool == null ? null : PoolRef.of(pool))
                .build();
    }

    private static OperationStatusBuilder event(
            long seconds, UUID id, Status status, boolean terminal, OperationStatus.Counts counts) {
        return OperationStatus.builder(
                        NOON.plusSeconds(seconds),
                        CONNECTOR,
                        PLATFORM,
                        new OperationStatus.Operation(
                                id,
                                "TASK.BATCH_CREATE",
                                status,
                                null,
                                null,
                                terminal,
                                false,
                                1,
                                null,
                                null,
                                null,
                                null,
                                null),
                        PoolRef.of("1001"),
                        List.of(new SourceRange("labeling.tasks", 3, 128_400, 128_899, 500)),
                        counts)
                .occurrence(seconds);
    }

    private static OperationStatus.Counts counts(@Nullable Integer success, @Nullable Integer failed) {
        return new OperationStatus.Counts(500, null, null, null, success, failed);
    }

    private static RecordRef record(long offset) {
        return new RecordRef("img-" + offset, "labeling.tasks", 3, offset, NOON, 1);
    }
}
