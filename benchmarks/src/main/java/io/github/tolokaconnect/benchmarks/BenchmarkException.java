package io.github.tolokaconnect.benchmarks;

/** A measurement that means nothing, because something went wrong; the message says what. */
public final class BenchmarkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BenchmarkException(String message) {
        super(message);
    }

    public BenchmarkException(String message, Exception cause) {
        super(message, cause);
    }
}
