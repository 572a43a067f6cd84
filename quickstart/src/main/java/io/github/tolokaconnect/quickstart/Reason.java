package io.github.tolokaconnect.quickstart;

import java.util.concurrent.ExecutionException;

/** Why something failed, in words for the user. */
final class Reason {

    private Reason() {}

    /** The message of a failure; for one of another thread the message of its cause. */
    static String of(Throwable failure) {
        var cause = failure.getCause();
        if (failure instanceof ExecutionException && cause != null) {
            return of(cause);
        }
        var message = failure.getMessage();
        return message == null ? failure.toString() : message;
    }
}
