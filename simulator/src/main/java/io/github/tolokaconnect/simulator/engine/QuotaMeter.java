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
        MIN,
        HOUR,
        DAY
    }

    private final SteppedMeter meter;
    private final @Nullable Bucket requests;
    private final List<Window> tasks;
    private final List<Window> clones;
    private final List<Window> overlapChanges;

    QuotaMeter(Quotas quotas, Instant start) {
        this.meter = new SteppedMeter(start);
        this.requests = bucket(quotas.requestsPerSecond(), Duration.ofSeconds(1), ChronoUnit.SECONDS);
        this.tasks = List.of(perDay(quotas.tasksPerDay()), perMinute(quotas.tasksPerMinute()));
        this.clones = List.of(perDay(quotas.clonesPerDay()), perMinute(quotas.clonesPerMinute()));
        this.overlapChanges = List.of(new Window(
                Interval.HOUR, bucket(quotas.overlapChangesPerHour(), Duration.ofHours(1), ChronoUnit.HOURS)));
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
        return tryAll(tasks, count);
    }

    /** Counts one clone of a pool if it fits; otherwise says which quota it would exceed. */
    Optional<Interval> tryClone() {
        return tryAll(clones, 1);
    }

    /** Counts one change of an overlap if it fits; otherwise says which quota it would exceed. */
    Optional<Interval> tryOverlapChange() {
        return tryAll(overlapChanges, 1);
    }

    private static Optional<Interval> tryAll(List<Window> windows, int count) {
        for (Window window : windows) {
            if (window.left() < count) {
                return Optional.of(window.interval());
            }
        }
        windows.forEach(window -> window.use(count));
        return Optional.empty();
    }

    private Window perMinute(long quota) {
        return new Window(Interval.MIN, bucket(quota, Duration.ofMinutes(1), ChronoUnit.MINUTES));
    }

    private Window perDay(long quota) {
        return new Window(Interval.DAY, bucket(quota, Duration.ofDays(1), ChronoUnit.DAYS));
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
    private record Window(Interval interval, @Nullable Bucket bucket) {
        long left() {
            return bucket == null ? Long.MAX_VALUE : bucket.getAvailableTokens();
        }

        void use(int count) {
            if (bucket != null) {
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
