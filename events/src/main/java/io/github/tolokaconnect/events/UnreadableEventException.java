package io.github.tolokaconnect.events;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that are no event of this contract. The message names schema, place and problem, never the content, so it may
 * be logged and sent along with the bytes to a dead-letter topic. Reading the same bytes again fails again.
 */
public final class UnreadableEventException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What is wrong with the bytes. */
    public enum Reason {
        /** They are not one JSON object. */
        MALFORMED,
        /** They name no schema, or none that this release knows. */
        UNKNOWN_SCHEMA,
        /** They are of another major version; a newer release reads them. */
        UNSUPPORTED_VERSION,
        /** They are another event than the one asked for. */
        OTHER_EVENT,
        /** A required field is missing, or a field has a wrong type or an impossible value. */
        INVALID
    }

    private final Reason reason;
    private final @Nullable String schema;

    UnreadableEventException(Reason reason, @Nullable String schema, String message) {
        super(message);
        this.reason = reason;
        this.schema = schema;
    }

    /** What is wrong. */
    public Reason reason() {
        return reason;
    }

    /** The value of {@code schema} in the bytes, if there is one of the form {@code name/major.minor}. */
    public Optional<String> schema() {
        return Optional.ofNullable(schema);
    }
}
