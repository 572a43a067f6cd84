package io.github.tolokaconnect.events;

import org.jspecify.annotations.Nullable;

/**
 * One reason why a task was refused.
 *
 * @param path field in the platform's dotted notation; absent if the error concerns the whole task
 * @param pointer the same field as a JSON Pointer (RFC 6901) into the task
 * @param code the platform's code, or the connector's own for a local check
 * @param message the platform's message; wording is not part of the contract
 * @param params limits and values that the code speaks of, a JSON array
 */
public record FieldError(
        @Nullable String path,
        @Nullable String pointer,
        String code,
        @Nullable String message,
        RawJson params) {

    /** The error {@code code} at {@code path}, without parameters. */
    public static FieldError of(
            @Nullable String path, @Nullable String pointer, String code, @Nullable String message) {
        return new FieldError(path, pointer, code, message, RawJson.EMPTY_ARRAY);
    }
}
