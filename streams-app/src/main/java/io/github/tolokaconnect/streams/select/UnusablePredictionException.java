package io.github.tolokaconnect.streams.select;

/** Bytes that are no prediction. The message names the place and what is allowed, never the content. */
final class UnusablePredictionException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;

    /** Without a stack: it is an answer, and a flood of them must not cost more than good predictions. */
    UnusablePredictionException(String reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    /** Why, in one word. */
    String reason() {
        return reason;
    }
}
