package io.github.tolokaconnect.connector.delivery;

import io.github.tolokaconnect.connector.config.PacingConfig.OnPoolError;
import java.time.Duration;
import java.util.function.IntFunction;

/**
 * The numbers and choices by which operations are followed.
 *
 * @param poll wait before read number n (from 1) of an operation
 * @param backoff wait before try number n (from 1) after a failure
 * @param stuckAfter age at which an operation is announced as stuck
 * @param onPoolError what happens to tasks of a pool that takes none
 */
public record Policy(
        IntFunction<Duration> poll, IntFunction<Duration> backoff, Duration stuckAfter, OnPoolError onPoolError) {

    /** Reads of an accepted operation that may miss it before the request is repeated under the same id. */
    static final int MISSING_READS = 4;
    /** Readings of an operation log after which records that it does not mention are reported. */
    static final int LOG_READINGS = 5;
}
