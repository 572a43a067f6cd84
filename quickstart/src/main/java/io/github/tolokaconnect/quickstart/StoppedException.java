package io.github.tolokaconnect.quickstart;

/** The run was asked to end before it was done. */
final class StoppedException extends Exception {

    private static final long serialVersionUID = 1L;

    StoppedException() {
        super("stopped");
    }
}
