package io.github.tolokaconnect.events;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which item a task is about: what turns the platform's answers, which name tasks, into answers about items.
 *
 * @param eventId id of the task-created event that says so
 * @param eventTime when the task was created
 * @param taskId id of the task on the platform
 * @param itemId key of the source record
 * @param poolId id of the pool
 * @param overlap how many people must answer; absent if unlimited or the pool's default
 * @param operationId the operation that created the task
 * @param attempt which attempt of the record it was
 */
@JsonPropertyOrder("schema")
public record TaskIndexed(
        UUID eventId,
        Instant eventTime,
        String taskId,
        String itemId,
        String poolId,
        @Nullable Integer overlap,
        UUID operationId,
        int attempt)
        implements AppEvent {

    /** The entry that follows from {@code created}. */
    public static TaskIndexed of(TaskCreated created, String itemId) {
        return new TaskIndexed(
                created.eventId(),
                created.eventTime(),
                created.task().id(),
                itemId,
                created.task().poolId(),
                created.task().overlap(),
                created.operation().id(),
                created.record().attempt());
    }
}
