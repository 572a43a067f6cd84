package io.github.tolokaconnect.client;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing wrong with one field.
 *
 * @param path dotted path within the task, such as {@code input_values.image}; empty for the task as a whole
 * @param code the platform's code, such as {@code VALUE_REQUIRED}; {@link #NO_CODE} if it sent none
 * @param message for people; no contract, the platform changes it
 * @param params bounds that the code speaks of: strings, numbers and booleans, anything else as JSON text
 */
public record FieldError(String path, String code, @Nullable String message, List<Object> params) {

    /** Stands where the platform sent no code. */
    public static final String NO_CODE = "UNSTATED";

    public FieldError {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(code, "code");
        params = List.copyOf(params);
    }
}
