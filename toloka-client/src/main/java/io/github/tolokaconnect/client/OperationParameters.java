package io.github.tolokaconnect.client;

import org.jspecify.annotations.Nullable;

/** The flags an operation was started with; null where the platform does not say. */
public record OperationParameters(
        @Nullable Boolean skipInvalidItems,
        @Nullable Boolean allowDefaults,
        @Nullable Boolean openPool) {}
