package io.github.tolokaconnect.client;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A task as the platform stores it.
 *
 * @param inputKey {@link CanonicalInput} digest of its {@code input_values}; null if the answer has none
 * @param overlap null if the answer does not say
 * @param remainingOverlap people still to answer
 */
public record Task(
        TaskId id,
        PoolId poolId,
        @Nullable Instant created,
        @Nullable String inputKey,
        @Nullable Overlap overlap,
        @Nullable Integer remainingOverlap) {

    public Task {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(poolId, "poolId");
    }
}
