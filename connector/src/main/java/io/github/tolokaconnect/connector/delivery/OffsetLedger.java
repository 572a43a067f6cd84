package io.github.tolokaconnect.connector.delivery;

import java.util.BitSet;
import java.util.OptionalLong;

/**
 * Which records of one topic-partition are settled. Records are taken in the order of their offsets, with gaps where a
 * record was filtered or compacted away, and settle in any order; the frontier is the lowest offset not settled.
 *
 * <p>Taken offsets lie in a ring that grows by doubling; settled ones are marked in a bit set over the same slots. Taking is
 * O(1), settling O(log n), and the frontier moves over settled slots once each.
 */
final class OffsetLedger {
    private static final int INITIAL_SLOTS = 64;

    private long[] offsets = new long[INITIAL_SLOTS];
    private final BitSet settled = new BitSet();
    /** Slots are counted from the beginning of time; the ring holds those from {@code head} to before {@code tail}. */
    private long head;

    private long tail;
    private long lastTaken = -1;

    /** Takes a record; false if its offset was taken before, so that the record is already on its way. */
    boolean take(long offset) {
        if (offset <= lastTaken) {
            return false;
        }
        if (tail - head == offsets.length) {
            grow();
        }
        offsets[slot(tail)] = offset;
        tail++;
        lastTaken = offset;
        return true;
    }

    /**
     * Settles a record that was taken.
     *
     * @throws IllegalStateException if it was not taken or settles twice: a record has exactly one end
     */
    void settle(long offset) {
        long position = find(offset);
        if (settled.get(slot(position))) {
            throw new IllegalStateException("offset " + offset + " settles twice");
        }
        settled.set(slot(position));
        while (head < tail && settled.get(slot(head))) {
            settled.clear(slot(head));
            head++;
        }
    }

    /** The lowest offset that is not settled; empty if every record is. */
    OptionalLong frontier() {
        return head == tail ? OptionalLong.empty() : OptionalLong.of(offsets[slot(head)]);
    }

    private long find(long offset) {
        long low = head;
        long high = tail - 1;
        while (low <= high) {
            long middle = (low + high) >>> 1;
            long found = offsets[slot(middle)];
            if (found == offset) {
                return middle;
            }
            if (found < offset) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        throw new IllegalStateException("offset " + offset + " settles but is not pending");
    }

    private int slot(long position) {
        return (int) (position & (offsets.length - 1));
    }

    private void grow() {
        var wider = new long[offsets.length * 2];
        var marks = new BitSet();
        for (long position = head; position < tail; position++) {
            int to = (int) (position & (wider.length - 1));
            wider[to] = offsets[slot(position)];
            marks.set(to, settled.get(slot(position)));
        }
        settled.clear();
        settled.or(marks);
        offsets = wider;
    }
}
