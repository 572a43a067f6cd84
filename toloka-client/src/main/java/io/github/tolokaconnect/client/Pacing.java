package io.github.tolokaconnect.client;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.EstimationProbe;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How calls are spread so that no window of a second, a minute or a day, wherever it starts, sees more than its quota.
 *
 * <p>Finishing beats starting: calls that create may use seven tenths of the rate of requests, in the long run and in a
 * burst, so polls and logs always find the rest.
 *
 * <p>The buckets of requests and of tasks per minute start empty. A predecessor that obeyed the same limits may have
 * spent its last window just before; from empty buckets, both together stay within the quota, and the first grant is a matter of
 * seconds. The bucket of the day starts full and is charged with {@link #usedToday}, for nobody waits a day.
 *
 * <p>Asking never blocks. One thread asks; the readings {@code …Left} are for any thread.
 */
public final class Pacing {

    private static final double CREATES = 0.7;

    private final int largestCreate;
    private final Bucket requests;
    private final Bucket creates;
    private final Bucket minute;
    private final Bucket day;

    private Pacing(PacingLimits limits, LongSupplier nanoClock) {
        this.largestCreate = limits.largestCreate();
        this.requests = limits.requests().toBucket(0, nanoClock);
        this.creates = limits.requests().times(CREATES).toBucket(0, nanoClock);
        this.minute = limits.tasksInMinute().toBucket(0, nanoClock);
        this.day = limits.tasksInDay().toBucket(limits.tasksInDay().capacity(), nanoClock);
    }

    /**
     * Pacing that keeps within {@code limits}.
     *
     * @param nanoClock a monotonic clock in nanoseconds, of any origin; read from every thread that uses the pacing
     */
    public static Pacing of(PacingLimits limits, LongSupplier nanoClock) {
        return new Pacing(limits, nanoClock);
    }

    /**
     * Asks for one request that creates {@code tasks} tasks. Granted, it counts as one request and that many tasks of the minute and
     * of the day; all of it or nothing.
     *
     * @param tasks 1 to {@link PacingLimits#largestCreate()}
     */
    public Grant tryCreate(int tasks) {
        if (tasks < 1 || tasks > largestCreate) {
            throw new IllegalArgumentException(tasks + " tasks in one request can never be granted, the limit is "
                    + largestCreate + "; make the micro-batch smaller or raise the tasks per minute and per day");
        }
        long wait = Math.max(
                Math.max(nanosUntil(requests, 1), nanosUntil(creates, 1)),
                Math.max(nanosUntil(minute, tasks), nanosUntil(day, tasks)));
        if (wait > 0) {
            return new Grant.Wait(Duration.ofNanos(wait));
        }
        // One thread asks, so between the estimate and here tokens only flow in.
        requests.consumeIgnoringRateLimits(1);
        creates.consumeIgnoringRateLimits(1);
        minute.consumeIgnoringRateLimits(tasks);
        day.consumeIgnoringRateLimits(tasks);
        return new Grant.Granted();
    }

    /** Asks for one request that creates nothing. */
    public Grant tryRead() {
        long wait = nanosUntil(requests, 1);
        if (wait > 0) {
            return new Grant.Wait(Duration.ofNanos(wait));
        }
        requests.consumeIgnoringRateLimits(1);
        return new Grant.Granted();
    }

    /**
     * Charges the day with tasks created before this pacing began, as found in a journal of the last 24 hours. Several charges add
     * up. The charge stops at an empty bucket: a predecessor that obeyed the same limits left no less.
     *
     * @param tasks 0 or more
     */
    public void usedToday(long tasks) {
        if (tasks < 0) {
            throw new IllegalArgumentException("tasks=" + tasks + " is negative");
        }
        if (tasks > 0) {
            day.tryConsumeAsMuchAsPossible(tasks);
        }
    }

    /** Requests that could leave at this moment. */
    public long requestsLeft() {
        return requests.getAvailableTokens();
    }

    /** Tasks that the quota of the minute would let pass at this moment. */
    public long tasksLeftInMinute() {
        return minute.getAvailableTokens();
    }

    /** Tasks that the quota of the day would let pass at this moment. */
    public long tasksLeftInDay() {
        return day.getAvailableTokens();
    }

    private static long nanosUntil(Bucket bucket, long tokens) {
        EstimationProbe probe = bucket.estimateAbilityToConsume(tokens);
        return probe.canBeConsumed() ? 0 : Math.max(1, probe.getNanosToWaitForRefill());
    }
}
