package io.github.tolokaconnect.streams.stats;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was counted. Two of them add up, in any order.
 *
 * @param count how many
 * @param seconds sum of the durations; 0 unless it is a histogram
 * @param buckets durations up to each of {@link #BOUNDS_SECONDS}, and then longer ones, not cumulated; empty unless it is a histogram
 * @param samples ids of events that were counted, at most {@value #MOST_SAMPLES}
 * @param last the minute of the last one; only totals have it
 */
public record Stat(
        long count,
        double seconds,
        List<Long> buckets,
        List<UUID> samples,
        @Nullable Instant last) {

    /** Upper bounds of the buckets, in seconds, inclusive. */
    public static final List<Double> BOUNDS_SECONDS =
            List.of(0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1_800.0, 3_600.0);

    static final int MOST_SAMPLES = 3;

    /** Nothing. */
    public static final Stat NONE = new Stat(0, 0, List.of(), List.of());

    private static final Stat ONE = new Stat(1, 0, List.of(), List.of());
    private static final double MILLIS_PER_SECOND = 1_000;

    public Stat {
        buckets = List.copyOf(buckets);
        samples = List.copyOf(samples);
    }

    /** The same without a last one. */
    public Stat(long count, double seconds, List<Long> buckets, List<UUID> samples) {
        this(count, seconds, buckets, samples, null);
    }

    /** {@code count} of something. */
    static Stat count(long count) {
        return count == 1 ? ONE : new Stat(count, 0, List.of(), List.of());
    }

    /** One of something, shown by an event. */
    static Stat sample(UUID eventId) {
        return new Stat(1, 0, List.of(), List.of(eventId));
    }

    /** One duration; a negative one, of clocks that differ, is none. */
    static Stat duration(Duration duration) {
        double seconds = Math.max(0, duration.toMillis()) / MILLIS_PER_SECOND;
        int bucket = 0;
        while (bucket < BOUNDS_SECONDS.size() && seconds > BOUNDS_SECONDS.get(bucket)) {
            bucket++;
        }
        Long[] buckets = new Long[BOUNDS_SECONDS.size() + 1];
        for (int i = 0; i < buckets.length; i++) {
            buckets[i] = i == bucket ? 1L : 0L;
        }
        return new Stat(1, seconds, List.of(buckets), List.of());
    }

    /** Both together; of the samples the first ones. */
    public Stat plus(Stat other) {
        return new Stat(
                count + other.count,
                seconds + other.seconds,
                sum(buckets, other.buckets),
                both(other),
                later(last, other.last));
    }

    /** This, the last of which was not before {@code minute}. */
    Stat until(Instant minute) {
        return new Stat(count, seconds, buckets, samples, later(last, minute));
    }

    /** The duration that {@code share} of the durations do not exceed, in seconds; 0 if there are none. */
    public double quantileSeconds(double share) {
        long rank = (long) Math.ceil(share * count);
        long seen = 0;
        for (int i = 0; i < buckets.size(); i++) {
            seen += buckets.get(i);
            if (seen >= rank && seen > 0) {
                return BOUNDS_SECONDS.get(Math.min(i, BOUNDS_SECONDS.size() - 1));
            }
        }
        return 0;
    }

    private static List<Long> sum(List<Long> some, List<Long> others) {
        if (some.isEmpty() || others.isEmpty()) {
            return some.isEmpty() ? others : some;
        }
        List<Long> sum = new ArrayList<>(some.size());
        for (int i = 0; i < some.size(); i++) {
            sum.add(some.get(i) + others.get(i));
        }
        return sum;
    }

    private List<UUID> both(Stat other) {
        if (samples.size() >= MOST_SAMPLES || other.samples.isEmpty()) {
            return samples;
        }
        Set<UUID> both = new LinkedHashSet<>(samples);
        both.addAll(other.samples);
        return both.stream().limit(MOST_SAMPLES).toList();
    }

    private static @Nullable Instant later(@Nullable Instant some, @Nullable Instant other) {
        if (some == null || other == null) {
            return some == null ? other : some;
        }
        return some.isAfter(other) ? some : other;
    }
}
