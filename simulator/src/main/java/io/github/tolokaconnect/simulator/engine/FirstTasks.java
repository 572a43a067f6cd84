package io.github.tolokaconnect.simulator.engine;

import io.github.tolokaconnect.simulator.request.Fingerprint;
import java.util.OptionalInt;
import java.util.function.IntFunction;

/**
 * Finds the first task of each fingerprint, in 10 to 15 bytes a task: 256 small tables with open addressing and linear probing, so
 * that growing copies one of them and not all. A slot holds 32 bits of the fingerprint and 32 of the ordinal; the whole fingerprint
 * is in the index, which is asked when the 32 bits agree. Tasks lie in the order of those bits, so growing asks the index nothing.
 */
final class FirstTasks {
    private static final int SEGMENT_BITS = 8;
    private static final int FIRST_SLOTS = 8;
    private static final long EMPTY = 0;

    private final IntFunction<Fingerprint> index;
    private final Segment[] segments = new Segment[1 << SEGMENT_BITS];

    /** An empty one; {@code index} knows the fingerprint of every ordinal that is entered. */
    FirstTasks(IntFunction<Fingerprint> index) {
        this.index = index;
    }

    /** The first task with this fingerprint; if there is none, this one becomes it. */
    OptionalInt findOrEnter(Fingerprint fingerprint, int ordinal) {
        int number = (int) (fingerprint.high() >>> (Long.SIZE - SEGMENT_BITS));
        Segment segment = segments[number];
        if (segment == null) {
            segment = new Segment();
            segments[number] = segment;
        }
        // The bits that chose the segment are the same for all in it.
        long tag = fingerprint.high() & 0xffff_ffffL;
        int slot = segment.home(tag);
        while (segment.slots[slot] != EMPTY) {
            if (segment.slots[slot] >>> Integer.SIZE == tag) {
                int found = ordinal(segment.slots[slot]);
                if (index.apply(found).equals(fingerprint)) {
                    return OptionalInt.of(found);
                }
            }
            slot = segment.after(slot);
        }
        segment.fill(slot, (tag << Integer.SIZE) | (ordinal + 1L));
        return OptionalInt.empty();
    }

    // One more than the ordinal is kept, so that no entry looks empty.
    private static int ordinal(long entry) {
        return (int) entry - 1;
    }

    private static final class Segment {
        private long[] slots = new long[FIRST_SLOTS];
        private int filled;

        int home(long tag) {
            return (int) ((tag * slots.length) >>> Integer.SIZE);
        }

        int after(int slot) {
            return slot + 1 == slots.length ? 0 : slot + 1;
        }

        void fill(int slot, long entry) {
            slots[slot] = entry;
            filled++;
            if (filled * 5L > slots.length * 4L) {
                grow();
            }
        }

        private void grow() {
            long[] old = slots;
            slots = new long[old.length + old.length / 2];
            for (long entry : old) {
                if (entry != EMPTY) {
                    int slot = home(entry >>> Integer.SIZE);
                    while (slots[slot] != EMPTY) {
                        slot = after(slot);
                    }
                    slots[slot] = entry;
                }
            }
        }
    }
}
