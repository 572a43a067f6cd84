package io.github.tolokaconnect.streams.stats;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What was counted. Two of them add up, in any order.
 *
 * @param count how many
 * @param seconds sum of the durations; 0 unless it is a histogram
 * @param buckets durations up to each of {@link #BOUNDS_SECONDS}, and then longer ones, not cumulated; empty unless it is a histogram
 * @param samples ids of events that were counted, at most {@value #MOST_SAMPLES}
 */
public record Stat(long count, double seconds, List<Long> buckets, List<UUID> samples) {

    /** Upper bounds of the buckets, in seconds, inclusive. */
    public static final List<Double> BOUNDS_SECONDS =
            List.of(0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1_800.0, 3_600.0);

    static final int MOST_SAMPLES = 3;

    /** Nothing. */
    public static final Stat NONE = new Stat(0, 0, List.of(), List.of());

    private static final double MILLIS_PER_SECOND = 1_000;

    public Stat {
        buckets = List.copyOf(buckets);
        samples = List.copyOf(samples);
    }

    /** {@code count} of something. */
    static Stat count(long count) {
        return new Stat(count, 0, List.of(), List.of());
    }

    /** One of something, shown by an event. */
    static Stat sample(UUID eventId) {
        return new Stat(1, 0, List.of(), List.of(eventId));
    }

    /** One duration. */
    static Stat duration(Duration duration) {
        double seconds = Math.max(0, duration.toMillis()) / MILLIS_PER_SECOND;
        List<Long> buckets = new ArrayList<>();
        boolean isIn = false;
        for (double bound : BOUNDS_SECONDS) {
            boolean fits = !isIn && seconds <= bound;
            buckets.add(fits ? 1L : 0L);
            isIn |= fits;
        }
        buckets.add(isIn ? 0L : 1L);
        return new Stat(1, seconds, buckets, List.of());
    }

    /** Both together; of the samples the first ones. */
    public Stat plus(Stat other) {
        return new Stat(count + other.count, seconds + other.seconds, sum(buckets, other.buckets), both(other));
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
}
