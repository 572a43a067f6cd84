package io.github.tolokaconnect.streams.intake;

/** State that cannot be read now, but will be: it is being restored, or is on its way to another instance. */
public final class StateUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** State unavailable for the reason in {@code message}. */
    public StateUnavailableException(String message) {
        super("TLK-808 " + message);
    }
}
