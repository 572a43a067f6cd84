package io.github.tolokaconnect.connector.journal;

import io.github.tolokaconnect.connector.journal.JournalEntry.Checkpoint;
import io.github.tolokaconnect.connector.journal.JournalEntry.Done;
import io.github.tolokaconnect.connector.journal.JournalEntry.Forgotten;
import io.github.tolokaconnect.connector.journal.JournalEntry.Prepared;
import io.github.tolokaconnect.connector.journal.JournalEntry.Refused;
import io.github.tolokaconnect.connector.journal.JournalEntry.Reset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Entries of one source topic-partition, taken in the order in which they were committed, and what they amount to. A log that
 * was compacted in between amounts to the same: of each key the last entry counts.
 */
public final class PartitionJournal {
    private final LinkedHashMap<JournalKey, Prepared> open = new LinkedHashMap<>();
    private final Map<JournalKey, Ended> ended = new LinkedHashMap<>();
    private @Nullable Checkpoint checkpoint;
    private @Nullable Reset reset;

    private record Ended(int epoch, OffsetSet settled) {}

    /** Takes the next entry. */
    public void add(JournalEntry entry) {
        if (entry instanceof Prepared prepared) {
            open.put(prepared.key(), prepared);
            ended.remove(prepared.key());
        } else if (entry instanceof Done done) {
            open.remove(done.key());
            ended.put(done.key(), new Ended(done.epoch(), done.settled()));
        } else if (entry instanceof Refused refused) {
            ended.put(refused.key(), new Ended(refused.epoch(), refused.settled()));
        } else if (entry instanceof Checkpoint latest) {
            checkpoint = latest;
        } else if (entry instanceof Reset latest) {
            reset = latest;
        } else if (entry instanceof Forgotten forgotten) {
            open.remove(forgotten.key());
            ended.remove(forgotten.key());
        } else if (!(entry instanceof JournalEntry.Claim)) { // which is there to be read by people
            throw new AssertionError(entry);
        }
    }

    /** What the entries amount to. */
    public Recovered recovered() {
        int epoch = reset == null ? 0 : reset.epoch();
        boolean checkpointCounts = checkpoint != null && checkpoint.epoch() == epoch;
        var settled = settled(epoch);
        return new Recovered(
                epoch,
                frontier(epoch, settled),
                settled,
                new ArrayList<>(open.values()),
                keysByLastOffset(epoch),
                topicId(),
                reset == null ? 0 : reset.recreatedIn(),
                committed(checkpointCounts),
                checkpoint == null ? null : checkpoint.day(),
                checkpoint == null ? 0 : checkpoint.tasksToday());
    }

    private OffsetSet settled(int epoch) {
        var settled = OffsetSet.union(ended.values().stream()
                .filter(entry -> entry.epoch == epoch)
                .map(Ended::settled)
                .toList());
        return reset == null ? settled : settled.plus(reset.settled());
    }

    /** The highest of what the entries say, and further over records that are settled right behind it. */
    private @Nullable Long frontier(int epoch, OffsetSet settled) {
        Long known = reset == null ? null : reset.from();
        if (checkpoint != null && checkpoint.epoch() == epoch && (known == null || checkpoint.frontier() > known)) {
            known = checkpoint.frontier();
        }
        return known == null ? null : settled.firstMissing(known);
    }

    /** An entry of an earlier epoch may go at once. */
    private Map<JournalKey, Long> keysByLastOffset(int epoch) {
        var keys = new HashMap<JournalKey, Long>();
        ended.forEach((key, entry) ->
                keys.put(key, entry.epoch == epoch && !entry.settled.isEmpty() ? entry.settled.last() : -1L));
        return keys;
    }

    private @Nullable String topicId() {
        if (checkpoint != null
                && checkpoint.topicId() != null
                && (reset == null || checkpoint.epoch() == reset.epoch())) {
            return checkpoint.topicId();
        }
        return reset == null ? null : reset.topicId();
    }

    private @Nullable Long committed(boolean checkpointCounts) {
        return checkpointCounts && checkpoint != null ? checkpoint.committed() : null;
    }
}
