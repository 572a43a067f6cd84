package io.github.tolokaconnect.simulator.engine;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.SynchronizationStrategy;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts against the quotas what is asked for. Its time is the instant of the latest step. */
final class QuotaMeter {
    /** What a quota counts by, as {@code payload.interval} of the API names it. */
    enum Interval {
        MIN(ChronoUnit.MINUTES),
        HOUR(ChronoUnit.HOURS),
        DAY(ChronoUnit.DAYS);

        private final ChronoUnit unit;

        Interval(ChronoUnit unit) {
            this.unit = unit;
        }
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
    private final List<Window> tasks;
    private final List<Window> clones;
    private final List<Window> overlapChanges;

    QuotaMeter(Quotas quotas, Instant start) {
        this.quotas = quotas;
        this.meter = new SteppedMeter(start);
        this.requests = bucket(quotas.requestsPerSecond(), Duration.ofSeconds(1), ChronoUnit.SECONDS);
        this.tasks = List.of(window(Interval.DAY, quotas.tasksPerDay()), window(Interval.MIN, quotas.tasksPerMinute()));
        this.clones =
                List.of(window(Interval.DAY, quotas.clonesPerDay()), window(Interval.MIN, quotas.clonesPerMinute()));
        this.overlapChanges = List.of(window(Interval.HOUR, quotas.overlapChangesPerHour()));
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
        return tryAll(tasks, count);
    }

    /** Counts one clone of a pool if it fits; otherwise says which quota it would exceed. */
    Optional<Exceeded> tryClone() {
        return tryAll(clones, 1);
    }

    /** Counts one change of an overlap if it fits; otherwise says which quota it would exceed. */
    Optional<Exceeded> tryOverlapChange() {
        return tryAll(overlapChanges, 1);
    }

    private Optional<Exceeded> tryAll(List<Window> windows, int count) {
        for (Window window : windows) {
            if (window.left(meter.now) < count) {
                return exceeded(window.interval, window.quota, window.interval.unit);
            }
        }
        windows.forEach(window -> window.use(count));
        return Optional.empty();
    }

    private Optional<Exceeded> exceeded(@Nullable Interval interval, long limit, ChronoUnit unit) {
        return Optional.of(new Exceeded(interval, limit, end(unit)));
    }

    private Instant end(ChronoUnit unit) {
        return meter.now.truncatedTo(unit).plus(1, unit);
    }

    /** Grants no more tasks until the minute, or the day, ends, whatever the quota. */
    void useUp(boolean isMinute, boolean isDay) {
        for (Window window : tasks) {
            if (window.interval == Interval.MIN ? isMinute : isDay) {
                window.usedUpUntil = end(window.interval.unit);
            }
        }
    }

    private Window window(Interval interval, long quota) {
        return new Window(interval, quota, bucket(quota, interval.unit.getDuration(), interval.unit));
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

    /** One quota; without a bucket there is no limit. */
    private static final class Window {
        private final Interval interval;
        private final long quota;
        private final @Nullable Bucket bucket;
        private Instant usedUpUntil = Instant.MIN;

        Window(Interval interval, long quota, @Nullable Bucket bucket) {
            this.interval = interval;
            this.quota = quota;
            this.bucket = bucket;
        }

        long left(Instant now) {
            if (now.isBefore(usedUpUntil)) {
                return -1;
            }
            return bucket == null ? Long.MAX_VALUE : bucket.getAvailableTokens();
        }

        void use(int count) {
            if (bucket != null && count > 0) {
                bucket.tryConsume(count);
            }
        }
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
