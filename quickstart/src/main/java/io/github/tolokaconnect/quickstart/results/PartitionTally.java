package io.github.tolokaconnect.quickstart.results;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The tally of one partition, from its first record of this run on: bits by offset, and a fingerprint of each created task's id. The
 * fingerprint instead of the id keeps a run of millions of records in memory; two ids of one record share it once in 2^32 cases.
 */
final class PartitionTally {

    private final long firstOffset;
    private final BitSet sent = new BitSet();
    private final BitSet created = new BitSet();
    private final BitSet rejected = new BitSet();
    private final BitSet createdBefore = new BitSet();
    private final BitSet createdTwice = new BitSet();
    private int[] fingerprints = new int[1024];

    PartitionTally(long firstOffset) {
        this.firstOffset = firstOffset;
    }

    void sent(long offset) {
        sent.set(index(offset));
    }

    void created(long offset, String taskId) {
        if (offset < firstOffset) {
            createdBefore.set(Math.toIntExact(offset));
            return;
        }
        var index = index(offset);
        if (index >= fingerprints.length) {
            fingerprints = Arrays.copyOf(fingerprints, Math.max(index + 1, 2 * fingerprints.length));
        }
        if (!created.get(index)) {
            created.set(index);
            fingerprints[index] = taskId.hashCode();
        } else if (fingerprints[index] != taskId.hashCode()) {
            createdTwice.set(index);
        }
    }

    void rejected(long offset) {
        if (offset >= firstOffset) {
            rejected.set(index(offset));
        }
    }

    int createdCount() {
        return both(sent, created).cardinality();
    }

    int createdByAnyoneCount() {
        return created.cardinality() + createdBefore.cardinality();
    }

    int rejectedCount() {
        var only = both(sent, rejected);
        only.andNot(created);
        return only.cardinality();
    }

    List<Long> createdTwice() {
        return offsets(both(sent, createdTwice));
    }

    List<Long> createdAndRejected() {
        return offsets(both(sent, both(created, rejected)));
    }

    List<Long> unaccounted() {
        var open = (BitSet) sent.clone();
        open.andNot(created);
        open.andNot(rejected);
        return offsets(open);
    }

    private int index(long offset) {
        return Math.toIntExact(offset - firstOffset);
    }

    private List<Long> offsets(BitSet bits) {
        return bits.stream().mapToObj(index -> firstOffset + index).toList();
    }

    private static BitSet both(BitSet one, BitSet other) {
        var both = (BitSet) one.clone();
        both.and(other);
        return both;
    }
}
