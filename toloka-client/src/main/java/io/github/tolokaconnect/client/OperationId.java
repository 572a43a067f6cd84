package io.github.tolokaconnect.client;

import java.util.UUID;

/**
 * Id of an operation. Those that callers choose are UUIDs; those that the platform makes may be other strings.
 *
 * @param value 1 to 128 letters, digits, {@code - _ . :}, the first one a letter or digit
 */
public record OperationId(String value) {
    public OperationId {
        Ids.checked("operation id", value);
    }

    /** The id in the form that the platform asks callers for. */
    public static OperationId of(UUID uuid) {
        return new OperationId(uuid.toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
