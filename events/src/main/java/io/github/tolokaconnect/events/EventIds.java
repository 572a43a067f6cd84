package io.github.tolokaconnect.events;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Identities of events. The id names the fact and nothing else, so a fact that is published again, after a crash or by
 * another sink task, has the id it had before, and a reader keeps one of both.
 */
public final class EventIds {

    /** Namespace of all event ids: the version 5 UUID of the project's events address in the URL namespace. */
    static final UUID NAMESPACE = UUID.fromString("6c684a20-8162-511c-a585-5dccee499a22");

    private EventIds() {}

    /** Id of the fact that operation {@code operationId} entered {@code status}, a state that it enters once. */
    public static UUID operationStatus(UUID operationId, Status status) {
        return operationStatus(operationId, status, 0);
    }

    /**
     * Id of the fact that operation {@code operationId} entered {@code status} for the {@code occurrence}-th time,
     * from 0. Where a state repeats, {@code occurrence} has to come from the fact, so that a restart counts the same:
     * the progress of RUNNING, the number of the refusal for REJECTED.
     */
    public static UUID operationStatus(UUID operationId, Status status, long occurrence) {
        String name = "operation-status/" + operationId + "/" + status;
        return Uuids.v5(NAMESPACE, occurrence == 0 ? name : name + "/" + occurrence);
    }

    /** Id of the fact that operation {@code operationId} made a task of {@code record}. */
    public static UUID taskCreated(UUID operationId, RecordRef record) {
        return Uuids.v5(NAMESPACE, "task-created/" + operationId + "/" + place(record));
    }

    /** Id of the fact that {@code record} was refused at {@code stage}, in an operation or before there was one. */
    public static UUID validationError(@Nullable UUID operationId, RecordRef record, Stage stage) {
        String where = operationId == null ? "local" : operationId.toString();
        return Uuids.v5(NAMESPACE, "validation-error/" + where + "/" + place(record) + "/" + stage);
    }

    /** Id of the fact that {@code connector} was alive at {@code time}, to the millisecond. */
    public static UUID heartbeat(ConnectorRef connector, Instant time) {
        return Uuids.v5(
                NAMESPACE,
                "heartbeat/" + connector.name() + "/" + connector.task() + "/" + time.truncatedTo(ChronoUnit.MILLIS));
    }

    /** Id of the fact that the prediction at {@code record} was decided on. */
    public static UUID decision(Decision.SourceRecord record) {
        return Uuids.v5(NAMESPACE, "decision/" + record.topic() + "/" + record.partition() + "/" + record.offset());
    }

    /** Id of the fact that task {@code taskId} has a label that rests on {@code answers} answers. */
    public static UUID label(String taskId, int answers) {
        return Uuids.v5(NAMESPACE, "label/" + taskId + "/" + answers);
    }

    /** Id of the fact that the alert {@code fingerprint} entered {@code state} at {@code time}. */
    public static UUID alert(String fingerprint, Alert.State state, Instant time) {
        return Uuids.v5(NAMESPACE, "alert/" + fingerprint + "/" + state + "/" + time.truncatedTo(ChronoUnit.MILLIS));
    }

    private static String place(RecordRef record) {
        return record.topic() + "/" + record.partition() + "/" + record.offset();
    }
}
