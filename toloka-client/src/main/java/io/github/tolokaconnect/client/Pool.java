package io.github.tolokaconnect.client;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The properties of a pool that decide whether and how it takes tasks.
 *
 * @param type {@code REGULAR} or {@code TRAINING}; open
 * @param privateName what the requester calls it
 * @param lastCloseReason such as {@code MANUAL}, {@code COMPLETED}, {@code NOT_ENOUGH_BALANCE}; open
 * @param defaultOverlapForNewTasks for tasks that bring none
 * @param hasMixerConfig whether it mixes tasks itself; without, the platform takes no single tasks
 * @param autoCloseAfterCompleteDelaySeconds how long an open pool waits for more tasks once all are done, 0 to 259,200
 * @param rewardPerAssignment in US dollars; with 0 the pool takes only control and training tasks
 */
public record Pool(
        PoolId id,
        ProjectId projectId,
        PoolStatus status,
        @Nullable String type,
        @Nullable String privateName,
        @Nullable String lastCloseReason,
        @Nullable Integer defaultOverlapForNewTasks,
        boolean hasMixerConfig,
        @Nullable Integer autoCloseAfterCompleteDelaySeconds,
        @Nullable BigDecimal rewardPerAssignment) {

    public Pool {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(projectId, "projectId");
        Objects.requireNonNull(status, "status");
    }
}
