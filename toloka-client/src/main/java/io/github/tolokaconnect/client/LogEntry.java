package io.github.tolokaconnect.client;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One entry of an operation log.
 *
 * @param type such as {@code TASK_CREATE}, {@code TASK_VALIDATE}, {@code POOL_OPEN}; open
 * @param success whether the step succeeded
 * @param itemIndex index in the request, from the echoed marker {@code __item_idx}
 * @param taskId the created task
 * @param errors what is wrong with the item's fields
 * @param failure what else went wrong, where the platform sent an error of its own form; {@code httpStatus} is 0
 * @param inputKey {@link CanonicalInput} digest of the echoed {@code input_values}; only with {@link LogDetail#WITH_INPUTS}
 * @param poolId the pool of the echoed task, or of the step
 */
public record LogEntry(
        String type,
        boolean success,
        @Nullable Integer itemIndex,
        @Nullable TaskId taskId,
        List<FieldError> errors,
        @Nullable Problem failure,
        @Nullable String inputKey,
        @Nullable PoolId poolId) {

    public LogEntry {
        Objects.requireNonNull(type, "type");
        errors = List.copyOf(errors);
    }

    /** Whether the entry is about one item of the request, and not about a pool as a whole. */
    public boolean isAboutItem() {
        return !type.startsWith("POOL_");
    }
}
