package io.github.tolokaconnect.client;

import org.jspecify.annotations.Nullable;

/**
 * The counters of an operation that creates tasks; null where the platform does not say.
 *
 * @param totalCount tasks in the request
 * @param validCount those that passed validation
 * @param notValidCount those that did not
 * @param successCount tasks created
 * @param failedCount tasks not created, for whatever reason
 */
public record OperationDetails(
        @Nullable Long totalCount,
        @Nullable Long validCount,
        @Nullable Long notValidCount,
        @Nullable Long successCount,
        @Nullable Long failedCount) {}
