package io.github.tolokaconnect.simulator.engine;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.SynchronizationStrategy;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts requests and tasks against the quotas. Its time is the instant of the latest step. */
final class QuotaMeter {
    /** What a quota counts by, as {@code payload.interval} of the API names it. */
    enum Interval {
        MIN,
        DAY
    }

    private final SteppedMeter meter;
    private final @Nullable Bucket requests;
    private final @Nullable Bucket minute;
    private final @Nullable Bucket day;
    private Instant minuteUsedUpUntil = Instant.MIN;
    private Instant dayUsedUpUntil = Instant.MIN;

    QuotaMeter(Quotas quotas, Instant start) {
        this.meter = new SteppedMeter(start);
        this.requests = bucket(quotas.requestsPerSecond(), Duration.ofSeconds(1), ChronoUnit.SECONDS);
        this.minute = bucket(quotas.tasksPerMinute(), Duration.ofMinutes(1), ChronoUnit.MINUTES);
        this.day = bucket(quotas.tasksPerDay(), Duration.ofDays(1), ChronoUnit.DAYS);
    }

    void advance(Instant now) {
        meter.now = now;
    }

    /** Whether one more request fits. */
    boolean tryRequest() {
        return requests == null || requests.tryConsume(1);
    }

    /** Counts so many tasks if they fit; otherwise counts none and says which quota they would exceed. */
    Optional<Interval> tryTasks(int count) {
        if (meter.now.isBefore(dayUsedUpUntil)) {
            return Optional.of(Interval.DAY);
        }
        if (meter.now.isBefore(minuteUsedUpUntil)) {
            return Optional.of(Interval.MIN);
        }
        if (day != null && day.getAvailableTokens() < count) {
            return Optional.of(Interval.DAY);
        }
        if (minute != null && !minute.tryConsume(count)) {
            return Optional.of(Interval.MIN);
        }
        if (day != null) {
            day.tryConsume(count);
        }
        return Optional.empty();
    }

    /** Grants no more tasks until the minute, or the day, ends, whatever the quota. */
    void useUp(boolean isMinute, boolean isDay) {
        if (isMinute) {
            minuteUsedUpUntil = meter.now.truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofMinutes(1));
        }
        if (isDay) {
            dayUsedUpUntil = meter.now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));
        }
    }

    // Windows rather than a steady trickle: the quotas are published as so many per window.
    private @Nullable Bucket bucket(long quota, Duration window, ChronoUnit unit) {
        if (quota == 0) {
            return null;
        }
        Instant firstRefill = meter.now.truncatedTo(unit).plus(window);
        return Bucket.builder()
                .addLimit(Bandwidth.builder()
                        .capacity(quota)
                        .refillIntervallyAligned(quota, window, firstRefill)
                        .build())
                .withCustomTimePrecision(meter)
                .withSynchronizationStrategy(SynchronizationStrategy.NONE)
                .build();
    }

    private static final class SteppedMeter implements TimeMeter {
        private Instant now;

        SteppedMeter(Instant now) {
            this.now = now;
        }

        @Override
        public long currentTimeNanos() {
            return Math.addExact(Math.multiplyExact(now.getEpochSecond(), 1_000_000_000L), now.getNano());
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
