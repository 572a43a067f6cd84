package io.github.tolokaconnect.connector.journal;

/** An entry of the journal is none that this version of the connector wrote; what it means must not be guessed. */
public final class UnreadableEntryException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnreadableEntryException(String message) {
        super(message);
    }
}
