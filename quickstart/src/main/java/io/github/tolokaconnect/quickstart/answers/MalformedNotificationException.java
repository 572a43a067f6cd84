package io.github.tolokaconnect.quickstart.answers;

/** A body that is no notification. The message says what is wrong, and shows nothing of it. */
final class MalformedNotificationException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedNotificationException(String message) {
        super(message);
    }
}
