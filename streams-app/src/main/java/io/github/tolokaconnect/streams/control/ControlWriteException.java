package io.github.tolokaconnect.streams.control;

import org.jspecify.annotations.Nullable;

/** A change of a control document that is not known to be made. */
public final class ControlWriteException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean maybeWritten;

    ControlWriteException(String message, boolean maybeWritten, @Nullable Throwable cause) {
        super(message, cause);
        this.maybeWritten = maybeWritten;
    }

    /** Whether the change may have been made all the same: Kafka was asked to commit it, and did not answer. */
    public boolean maybeWritten() {
        return maybeWritten;
    }
}
