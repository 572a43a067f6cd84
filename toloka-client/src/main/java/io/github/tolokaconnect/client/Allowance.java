package io.github.tolokaconnect.client;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How a quota is turned into a bucket: what may go at once, and how often one more may.
 *
 * <p>A bucket that is full at the start of a window lets pass its capacity and, by the end of the window, everything that
 * flowed in meanwhile. So that no window, wherever it starts, sees more than the quota, {@code capacity + inflow per
 * window ≤ quota}. The capacity is the largest single grant; what it takes from the quota is missing from the steady rate.
 *
 * @param capacity tokens that the bucket holds
 * @param nanosPerToken time in which one token flows in
 */
record Allowance(long capacity, long nanosPerToken) {

    /**
     * The bucket of a quota.
     *
     * @param quota units per window, more than 0
     * @param burst share of the quota that may go at once, between 0 and 1
     */
    static Allowance of(double quota, Duration window, double burst) {
        long units = (long) quota;
        if (units <= 1) {
            return new Allowance(1, (long) Math.ceil(window.toNanos() / Math.min(quota, 1)));
        }
        long capacity = Math.max(1, Math.min(units - 1, (long) (units * burst)));
        long inflow = units - capacity;
        return new Allowance(capacity, Math.max(1, (window.toNanos() + inflow - 1) / inflow));
    }

    /** That share of it, in capacity and in rate. */
    Allowance times(double share) {
        return new Allowance(Math.max(1, (long) (capacity * share)), (long) Math.ceil(nanosPerToken / share));
    }

    Bucket toBucket(long initialTokens, LongSupplier nanoClock) {
        return Bucket.builder()
                .addLimit(Bandwidth.builder()
                        .capacity(capacity)
                        .refillGreedy(1, Duration.ofNanos(nanosPerToken))
                        .initialTokens(initialTokens)
                        .build())
                .withCustomTimePrecision(new NanoTime(nanoClock))
                .build();
    }

    private record NanoTime(LongSupplier nanoClock) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return nanoClock.getAsLong();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
