package io.github.tolokaconnect.quickstart.results;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tally of one partition, from its first record of this run on: bits by offset, and the task id of each created record. */
final class PartitionTally {

    private final long firstOffset;
    private final BitSet sent = new BitSet();
    private final BitSet created = new BitSet();
    private final BitSet rejected = new BitSet();
    private final BitSet contradicted = new BitSet();
    private final List<@Nullable String> taskIds = new ArrayList<>();

    PartitionTally(long firstOffset) {
        this.firstOffset = firstOffset;
    }

    void sent(long offset) {
        sent.set(index(offset));
    }

    void created(long offset, String taskId) {
        var index = index(offset);
        if (index < 0) {
            return;
        }
        while (taskIds.size() <= index) {
            taskIds.add(null);
        }
        var earlier = taskIds.get(index);
        if (rejected.get(index) || (earlier != null && !earlier.equals(taskId))) {
            contradicted.set(index);
        }
        if (earlier == null) {
            taskIds.set(index, taskId);
        }
        created.set(index);
    }

    void rejected(long offset) {
        var index = index(offset);
        if (index < 0) {
            return;
        }
        if (created.get(index)) {
            contradicted.set(index);
        }
        rejected.set(index);
    }

    int createdCount() {
        return both(sent, created).cardinality();
    }

    int rejectedCount() {
        var only = both(sent, rejected);
        only.andNot(created);
        return only.cardinality();
    }

    int settledCount() {
        var settled = (BitSet) created.clone();
        settled.or(rejected);
        settled.and(sent);
        return settled.cardinality();
    }

    List<Long> contradictedOffsets() {
        return offsets(both(sent, contradicted));
    }

    List<Long> unaccountedOffsets() {
        var open = (BitSet) sent.clone();
        open.andNot(created);
        open.andNot(rejected);
        return offsets(open);
    }

    /** Position of an offset in this run; negative for a record that was there before. */
    private int index(long offset) {
        return offset < firstOffset ? -1 : Math.toIntExact(offset - firstOffset);
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
