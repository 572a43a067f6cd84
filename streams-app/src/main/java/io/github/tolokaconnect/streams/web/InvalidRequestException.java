package io.github.tolokaconnect.streams.web;

/** A request that no state of the application could answer; the message says what is allowed. */
final class InvalidRequestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidRequestException(String message) {
        super(message);
    }
}
