package io.github.tolokaconnect.benchmarks.delivery;

import io.github.tolokaconnect.benchmarks.BenchmarkException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Waits for what can only be seen by looking again.
 *
 * @param nanos a clock that only ever goes forward, in nanoseconds
 */
public record Waiting(LongSupplier nanos) {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    /** The same for facts that nobody takes the time of. */
    public void until(String what, Duration limit, BooleanSupplier fact) {
        until(what, limit, LOOK_AGAIN, fact);
    }

    /**
     * Returns once {@code fact} holds.
     *
     * @param what what is waited for, for the message of the failure
     * @param lookAgain time between two looks
     * @throws BenchmarkException if it does not hold within {@code limit}
     */
    public void until(String what, Duration limit, Duration lookAgain, BooleanSupplier fact) {
        var start = nanos.getAsLong();
        while (!fact.getAsBoolean()) {
            if (nanos.getAsLong() - start > limit.toNanos()) {
                throw new BenchmarkException(what + " took more than " + limit.toSeconds() + " seconds");
            }
            pause(lookAgain);
        }
    }

    /** Lets about this time pass. */
    public static void pause(Duration time) {
        LockSupport.parkNanos(time.toNanos());
        if (Thread.currentThread().isInterrupted()) {
            throw new BenchmarkException("interrupted");
        }
    }
}
