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
 * @param maxAttempts tries of tasks whose operation ended in FAIL for a reason that may pass, at least 1
 * @param idMemory how long the platform is trusted to remember an operation id; an operation prepared before that and unknown to
 *     the platform is not sent again
 */
public record Policy(
        IntFunction<Duration> poll,
        IntFunction<Duration> backoff,
        Duration stuckAfter,
        OnPoolError onPoolError,
        int maxAttempts,
        Duration idMemory) {

    /** Reads of an accepted operation that may miss it before the request is repeated under the same id. */
    static final int MISSING_READS = 4;
    /** Readings of an operation log after which records that it does not mention are reported. */
    static final int LOG_READINGS = 5;
}
