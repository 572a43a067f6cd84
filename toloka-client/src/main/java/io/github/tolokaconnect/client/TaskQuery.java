package io.github.tolokaconnect.client;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks of a pool to list, by id ascending. Bounds that are null do not bound.
 *
 * @param after only ids greater than this one: how the next page is asked for
 * @param first the smallest id
 * @param last the greatest id
 * @param createdFrom the earliest time of creation, in milliseconds
 * @param createdBefore the time of creation that is too late, in milliseconds
 * @param limit tasks per page, 1 to 300
 */
public record TaskQuery(
        PoolId poolId,
        @Nullable TaskId after,
        @Nullable TaskId first,
        @Nullable TaskId last,
        @Nullable Instant createdFrom,
        @Nullable Instant createdBefore,
        int limit) {

    /** The most tasks that the documentation promises for one page. */
    public static final int MAX_LIMIT = 300;

    public TaskQuery {
        Objects.requireNonNull(poolId, "poolId");
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit=" + limit + " is not within 1 to " + MAX_LIMIT);
        }
    }

    /** All tasks of the pool. */
    public static TaskQuery of(PoolId poolId) {
        return new TaskQuery(poolId, null, null, null, null, null, MAX_LIMIT);
    }

    /** The same list, from the page that follows {@code id}. */
    public TaskQuery after(TaskId id) {
        return new TaskQuery(poolId, id, first, last, createdFrom, createdBefore, limit);
    }

    /** The same list, only ids from {@code smallest} to {@code greatest}, both included. */
    public TaskQuery between(TaskId smallest, TaskId greatest) {
        return new TaskQuery(poolId, after, smallest, greatest, createdFrom, createdBefore, limit);
    }

    /** The same list, only tasks created at {@code from} or later and earlier than {@code before}. */
    public TaskQuery created(@Nullable Instant from, @Nullable Instant before) {
        return new TaskQuery(poolId, after, first, last, from, before, limit);
    }
}
