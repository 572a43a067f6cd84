package io.github.tolokaconnect.quickstart;

/** What the user asked for cannot be done. The message is one line for the user. */
final class UsageException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
