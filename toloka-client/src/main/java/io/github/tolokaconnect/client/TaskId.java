package io.github.tolokaconnect.client;

/**
 * Id of a task. Opaque, but ordered: a list of tasks is paged by it.
 *
 * @param value 1 to 128 letters, digits, {@code - _ . :}, the first one a letter or digit
 */
public record TaskId(String value) {
    public TaskId {
        Ids.checked("task id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
