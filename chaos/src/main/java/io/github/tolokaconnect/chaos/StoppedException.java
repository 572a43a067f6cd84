package io.github.tolokaconnect.chaos;

/** The run has to end before its time. */
final class StoppedException extends Exception {
    private static final long serialVersionUID = 1L;
}
