package io.github.tolokaconnect.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which operations to list, by id ascending. Bounds that are null do not bound.
 *
 * @param type such as {@code TASK.BATCH_CREATE}
 * @param after only ids greater than this one: how the next page is asked for
 * @param submittedFrom the earliest time of submission, in milliseconds
 * @param submittedBefore the time of submission that is too late, in milliseconds
 * @param limit operations per page, 1 to 300
 */
public record OperationQuery(
        @Nullable String type,
        @Nullable OperationStatus status,
        @Nullable OperationId after,
        @Nullable Instant submittedFrom,
        @Nullable Instant submittedBefore,
        int limit) {

    /** The most operations that the documentation promises for one page. */
    public static final int MAX_LIMIT = 300;

    /** Every operation of the account. */
    public static final OperationQuery ALL = new OperationQuery(null, null, null, null, null, MAX_LIMIT);

    public OperationQuery {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit=" + limit + " is not within 1 to " + MAX_LIMIT);
        }
    }

    /** The same list, only of that type and status. */
    public OperationQuery of(@Nullable String newType, @Nullable OperationStatus newStatus) {
        return new OperationQuery(newType, newStatus, after, submittedFrom, submittedBefore, limit);
    }

    /** The same list, from the page that follows {@code id}. */
    public OperationQuery after(OperationId id) {
        return new OperationQuery(type, status, id, submittedFrom, submittedBefore, limit);
    }

    /** The same list, only operations submitted at {@code from} or later and earlier than {@code before}. */
    public OperationQuery submitted(@Nullable Instant from, @Nullable Instant before) {
        return new OperationQuery(type, status, after, from, before, limit);
    }
}
