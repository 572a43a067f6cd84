package io.github.tolokaconnect.benchmarks;

/** A measurement that means nothing, because something went wrong; the message says what. */
final class BenchmarkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BenchmarkException(String message) {
        super(message);
    }

    BenchmarkException(String message, Exception cause) {
        super(message, cause);
    }
}
