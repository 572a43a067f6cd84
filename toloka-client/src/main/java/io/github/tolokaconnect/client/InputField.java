package io.github.tolokaconnect.client;

import java.util.Objects;

/**
 * One field of a project's input.
 *
 * @param type such as {@code url}, {@code string}, {@code array_integer}, in lower case; open
 * @param required whether a task without it is refused
 */
public record InputField(String type, boolean required) {
    public InputField {
        Objects.requireNonNull(type, "type");
    }
}
