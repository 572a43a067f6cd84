package io.github.tolokaconnect.connector.journal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * A set of offsets of one topic-partition, kept as runs of consecutive ones, so that a micro-batch of neighbours takes two
 * numbers. Immutable; membership is O(log runs).
 */
public final class OffsetSet {
    /** No offset. */
    public static final OffsetSet EMPTY = new OffsetSet(new long[0]);

    /** First and last offset of each run, ascending; two runs never touch. */
    private final long[] bounds;

    private OffsetSet(long[] bounds) {
        this.bounds = bounds;
    }

    /** The set of these offsets, which may come in any order and more than once. */
    public static OffsetSet of(long... offsets) {
        var sorted = offsets.clone();
        Arrays.sort(sorted);
        var bounds = new long[sorted.length * 2];
        int used = 0;
        for (long offset : sorted) {
            used = append(bounds, used, offset, offset);
        }
        return of(bounds, used);
    }

    /** All offsets from {@code first} to {@code last}. */
    public static OffsetSet range(long first, long last) {
        return first > last ? EMPTY : new OffsetSet(new long[] {first, last});
    }

    /**
     * Reads what {@link #toString} wrote: runs such as {@code 3-7} and single offsets, joined by commas.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static OffsetSet parse(String text) {
        if (text.isEmpty()) {
            return EMPTY;
        }
        var runs = text.split(",", -1);
        var bounds = new long[runs.length * 2];
        int used = 0;
        for (String run : runs) {
            int dash = run.indexOf('-');
            long first = Long.parseLong(dash < 0 ? run : run.substring(0, dash));
            long last = dash < 0 ? first : Long.parseLong(run.substring(dash + 1));
            if (first > last || first < 0 || (used > 0 && first <= bounds[used - 1])) {
                throw new IllegalArgumentException("offsets \"" + text + "\" are not ascending runs at " + run);
            }
            used = append(bounds, used, first, last);
        }
        return of(bounds, used);
    }

    /** How many offsets there are. */
    public long size() {
        long size = 0;
        for (int i = 0; i < bounds.length; i += 2) {
            size += bounds[i + 1] - bounds[i] + 1;
        }
        return size;
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return bounds.length == 0;
    }

    /**
     * The lowest offset.
     *
     * @throws IllegalStateException if there is none
     */
    public long first() {
        return bound(0);
    }

    /**
     * The highest offset.
     *
     * @throws IllegalStateException if there is none
     */
    public long last() {
        return bound(bounds.length - 1);
    }

    /** Whether {@code offset} is one of them. */
    public boolean contains(long offset) {
        int run = lastRunFrom(offset);
        return run >= 0 && offset <= bounds[run + 1];
    }

    /** The lowest offset from {@code from} on that is not one of them. */
    public long firstMissing(long from) {
        int run = lastRunFrom(from);
        return run >= 0 && from <= bounds[run + 1] ? bounds[run + 1] + 1 : from;
    }

    /** The offsets, ascending. */
    public LongStream stream() {
        return IntStream.range(0, bounds.length / 2)
                .mapToObj(run -> LongStream.rangeClosed(bounds[2 * run], bounds[2 * run + 1]))
                .flatMapToLong(run -> run);
    }

    /** Offsets of any of these sets. */
    public static OffsetSet union(Collection<OffsetSet> sets) {
        var runs = new ArrayList<long[]>();
        for (OffsetSet set : sets) {
            for (int i = 0; i < set.bounds.length; i += 2) {
                runs.add(new long[] {set.bounds[i], set.bounds[i + 1]});
            }
        }
        runs.sort(Comparator.comparingLong(run -> run[0]));
        var bounds = new long[runs.size() * 2];
        int used = 0;
        for (long[] run : runs) {
            used = append(bounds, used, run[0], run[1]);
        }
        return of(bounds, used);
    }

    /** Offsets of either set. */
    public OffsetSet plus(OffsetSet other) {
        return union(List.of(this, other));
    }

    /** The offsets that are not among {@code others}. */
    public OffsetSet minus(OffsetSet others) {
        return of(stream().filter(offset -> !others.contains(offset)).toArray());
    }

    /** The offsets from {@code lowest} on. */
    public OffsetSet from(long lowest) {
        if (isEmpty() || lowest <= first()) {
            return this;
        }
        if (lowest > last()) {
            return EMPTY;
        }
        int run = lastRunFrom(lowest);
        boolean inside = lowest <= bounds[run + 1];
        var kept = Arrays.copyOfRange(bounds, inside ? run : run + 2, bounds.length);
        if (inside) {
            kept[0] = lowest;
        }
        return new OffsetSet(kept);
    }

    /** Appends a run behind those used so far, which all begin before it or with it; returns how many bounds are used then. */
    private static int append(long[] bounds, int used, long first, long last) {
        if (used > 0 && first <= bounds[used - 1] + 1) {
            bounds[used - 1] = Math.max(bounds[used - 1], last);
            return used;
        }
        bounds[used] = first;
        bounds[used + 1] = last;
        return used + 2;
    }

    private static OffsetSet of(long[] bounds, int used) {
        return used == 0 ? EMPTY : new OffsetSet(used == bounds.length ? bounds : Arrays.copyOf(bounds, used));
    }

    /** Index of the last run that begins at or before {@code offset}; -2 if none does. */
    private int lastRunFrom(long offset) {
        int low = 0;
        int high = bounds.length / 2 - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (bounds[2 * middle] <= offset) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return 2 * high;
    }

    private long bound(int index) {
        if (isEmpty()) {
            throw new IllegalStateException("no offsets");
        }
        return bounds[index];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OffsetSet set && Arrays.equals(bounds, set.bounds);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bounds);
    }

    /** Runs such as {@code 3-7} and single offsets, joined by commas; what {@link #parse} reads. */
    @Override
    public String toString() {
        return IntStream.range(0, bounds.length / 2)
                .mapToObj(run -> bounds[2 * run] == bounds[2 * run + 1]
                        ? Long.toString(bounds[2 * run])
                        : bounds[2 * run] + "-" + bounds[2 * run + 1])
                .collect(Collectors.joining(","));
    }
}
