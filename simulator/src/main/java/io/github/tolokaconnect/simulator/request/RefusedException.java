package io.github.tolokaconnect.simulator.request;

/** Ends the reading of a request early; never leaves this package. Without a stack trace, since it reports no defect. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient ApiError error;

    RefusedException(ApiError error) {
        super(error.message(), null, false, false);
        this.error = error;
    }

    ApiError error() {
        return error;
    }
}
