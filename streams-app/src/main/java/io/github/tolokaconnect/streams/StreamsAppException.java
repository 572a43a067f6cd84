package io.github.tolokaconnect.streams;

/** The application could not start or go on; the message says why and what to do. */
public final class StreamsAppException extends Exception {

    private static final long serialVersionUID = 1L;

    StreamsAppException(String message) {
        super(message);
    }

    StreamsAppException(String message, Throwable cause) {
        super(message, cause);
    }
}
