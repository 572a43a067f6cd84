package io.github.tolokaconnect.connector.simulation;

import io.github.tolokaconnect.connector.delivery.Findings;
import io.github.tolokaconnect.connector.journal.OffsetSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the log of an operation says.
 *
 * @param createdOffsets records that became tasks
 * @param retriable records that did not, for a reason that may pass
 * @param excuses why a good record did not and never will
 */
record Outcome(Set<Long> createdOffsets, OffsetSet retriable, Map<Long, String> excuses) implements Findings {
    @Override
    public int created() {
        return createdOffsets.size();
    }

    @Override
    public String toString() {
        return "created " + new TreeSet<>(createdOffsets) + ", retriable [" + retriable + "]";
    }

    boolean isCreated(long offset) {
        return createdOffsets.contains(offset);
    }

    String excuse(long offset) {
        return excuses.getOrDefault(offset, "");
    }
}
