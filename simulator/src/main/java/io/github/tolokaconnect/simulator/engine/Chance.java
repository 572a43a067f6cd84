package io.github.tolokaconnect.simulator.engine;

import java.util.SplittableRandom;
import java.util.UUID;

/** All chance of a simulation, from one seed. */
final class Chance {
    private final SplittableRandom random;

    private Chance(SplittableRandom random) {
        this.random = random;
    }

    static Chance of(long seed) {
        return new Chance(new SplittableRandom(seed));
    }

    /** A chance of its own, so that drawing from one does not move the other. */
    Chance split() {
        return new Chance(random.split());
    }

    /** A random number of {@code bits} bits. */
    long bits(int bits) {
        return random.nextLong() >>> (Long.SIZE - bits);
    }

    /** A number from {@code min} to {@code max}, both inclusive. */
    long between(long min, long max) {
        return random.nextLong(min, max + 1);
    }

    /** A UUID of version 4. */
    UUID uuid() {
        long high = (random.nextLong() & 0xffff_ffff_ffff_0fffL) | 0x4000L;
        long low = (random.nextLong() >>> 2) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /** The numbers from 0 to {@code size}, exclusive, in a random order. */
    int[] permutation(int size) {
        int[] order = new int[size];
        for (int last = 0; last < size; last++) {
            int other = random.nextInt(last + 1);
            order[last] = order[other];
            order[other] = last;
        }
        return order;
    }
}
