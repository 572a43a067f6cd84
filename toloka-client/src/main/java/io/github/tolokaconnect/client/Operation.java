package io.github.tolokaconnect.client;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An asynchronous operation as the platform reports it.
 *
 * @param type such as {@code TASK.BATCH_CREATE}; open
 * @param started null while pending
 * @param finished null until terminal
 * @param progress percent, 0 to 100
 * @see <a href="https://toloka.ai/docs/api/api-reference/#get-/operations/-id-">API reference, GET /operations/{id}</a>
 */
public record Operation(
        OperationId id,
        String type,
        OperationStatus status,
        @Nullable Instant submitted,
        @Nullable Instant started,
        @Nullable Instant finished,
        @Nullable Integer progress,
        @Nullable OperationParameters parameters,
        @Nullable OperationDetails details) {

    public Operation {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(status, "status");
    }
}
