package io.github.tolokaconnect.simulator.workforce;

import java.util.List;
import java.util.SplittableRandom;

/** Chance that depends on nothing but the numbers it is drawn from, so that the same question always gets the same answer. */
final class Lot {
    private static final int SHARE_BITS = 53;

    private final SplittableRandom random;

    private Lot(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** The chance that belongs to these numbers in this order. */
    static Lot of(long... numbers) {
        long hash = 0;
        for (long number : numbers) {
            hash = mixed(hash + number);
        }
        return new Lot(hash);
    }

    boolean happens(double probability) {
        return share() < probability;
    }

    /** A number from {@code min} to {@code max}, both inclusive; the difference must be less than {@link Long#MAX_VALUE}. */
    long between(long min, long max) {
        return min + random.nextLong(max - min + 1);
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    long bits() {
        return random.nextLong();
    }

    /** A number from 0, inclusive, to 1, exclusive. */
    double share() {
        return (random.nextLong() >>> (Long.SIZE - SHARE_BITS)) * 0x1.0p-53;
    }

    // The finalizer of SplittableRandom (Steele, Lea, Flood 2014), applied to a sum so that the order of the numbers
    // matters.
    private static long mixed(long value) {
        long mixed = value + 0x9e37_79b9_7f4a_7c15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xbf58_476d_1ce4_e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d0_49bb_1331_11ebL;
        return mixed ^ (mixed >>> 31);
    }
}
