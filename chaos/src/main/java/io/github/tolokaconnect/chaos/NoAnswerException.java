package io.github.tolokaconnect.chaos;

/** The broker did not answer now; it may answer later. */
final class NoAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoAnswerException(Throwable cause) {
        super("The broker did not answer: " + cause, cause);
    }
}
