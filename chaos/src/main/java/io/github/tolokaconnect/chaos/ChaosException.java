package io.github.tolokaconnect.chaos;

/** A run that proved nothing, because something outside of what it tests went wrong; the message says what. */
final class ChaosException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ChaosException(String message) {
        super(message);
    }

    ChaosException(String message, Exception cause) {
        super(message, cause);
    }
}
