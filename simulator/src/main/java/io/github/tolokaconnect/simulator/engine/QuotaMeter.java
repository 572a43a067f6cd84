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

    /**
     * A quota that a request would exceed.
     *
     * @param interval null for requests per second, which the API does not name
     * @param limit how much the quota is
     * @param until when its window turns
     */
    record Exceeded(@Nullable Interval interval, long limit, Instant until) {}

    private final Quotas quotas;
    private final SteppedMeter meter;
    private final @Nullable Bucket requests;
    private final @Nullable Bucket minute;
    private final @Nullable Bucket day;
    private Instant minuteUsedUpUntil = Instant.MIN;
    private Instant dayUsedUpUntil = Instant.MIN;

    QuotaMeter(Quotas quotas, Instant start) {
        this.quotas = quotas;
        this.meter = new SteppedMeter(start);
        this.requests = bucket(quotas.requestsPerSecond(), Duration.ofSeconds(1), ChronoUnit.SECONDS);
        this.minute = bucket(quotas.tasksPerMinute(), Duration.ofMinutes(1), ChronoUnit.MINUTES);
        this.day = bucket(quotas.tasksPerDay(), Duration.ofDays(1), ChronoUnit.DAYS);
    }

    void advance(Instant now) {
        meter.now = now;
    }

    Instant now() {
        return meter.now;
    }

    /** Counts one more request if it fits; otherwise says which quota it would exceed. */
    Optional<Exceeded> tryRequest() {
        return requests == null || requests.tryConsume(1)
                ? Optional.empty()
                : exceeded(null, quotas.requestsPerSecond(), ChronoUnit.SECONDS);
    }

    /** Counts so many tasks if they fit; otherwise counts none and says which quota they would exceed. */
    Optional<Exceeded> tryTasks(int count) {
        if (meter.now.isBefore(dayUsedUpUntil)) {
            return exceeded(Interval.DAY, quotas.tasksPerDay(), ChronoUnit.DAYS);
        }
        if (meter.now.isBefore(minuteUsedUpUntil)) {
            return exceeded(Interval.MIN, quotas.tasksPerMinute(), ChronoUnit.MINUTES);
        }
        if (day != null && day.getAvailableTokens() < count) {
            return exceeded(Interval.DAY, quotas.tasksPerDay(), ChronoUnit.DAYS);
        }
        if (minute != null && count > 0 && !minute.tryConsume(count)) {
            return exceeded(Interval.MIN, quotas.tasksPerMinute(), ChronoUnit.MINUTES);
        }
        if (day != null && count > 0) {
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

    private Optional<Exceeded> exceeded(@Nullable Interval interval, long limit, ChronoUnit window) {
        return Optional.of(
                new Exceeded(interval, limit, meter.now.truncatedTo(window).plus(1, window)));
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
