package io.github.tolokaconnect.connector.journal;

import io.github.tolokaconnect.connector.journal.JournalEntry.Checkpoint;
import io.github.tolokaconnect.connector.journal.JournalEntry.Done;
import io.github.tolokaconnect.connector.journal.JournalEntry.Forgotten;
import io.github.tolokaconnect.connector.journal.JournalEntry.Prepared;
import io.github.tolokaconnect.connector.journal.JournalEntry.Refused;
import io.github.tolokaconnect.connector.journal.JournalEntry.Reset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Entries of one source topic-partition, taken in the order in which they were committed, and what they amount to. A log that
 * was compacted in between amounts to the same: of each key the last entry counts.
 */
public final class PartitionJournal {
    private final Map<JournalKey, JournalEntry> entries = new HashMap<>();

    private record Ended(JournalKey key, int epoch, OffsetSet settled) {}

    /** Takes the next entry. */
    public void add(JournalEntry entry) {
        if (entry instanceof Forgotten) {
            entries.remove(entry.key());
        } else {
            entries.put(entry.key(), entry);
        }
    }

    /** What the entries amount to. */
    public Recovered recovered() {
        var open = new ArrayList<Prepared>();
        var ended = new ArrayList<Ended>();
        Checkpoint checkpoint = null;
        Reset reset = null;
        for (JournalEntry entry : entries.values()) {
            if (entry instanceof Prepared prepared) {
                open.add(prepared);
            } else if (entry instanceof Done done) {
                ended.add(new Ended(done.key(), done.epoch(), done.settled()));
            } else if (entry instanceof Refused refused) {
                ended.add(new Ended(refused.key(), refused.epoch(), refused.settled()));
            } else if (entry instanceof Checkpoint only) {
                checkpoint = only;
            } else if (entry instanceof Reset only) {
                reset = only;
            } else if (!(entry instanceof JournalEntry.Claim)) { // which is there to be read by people
                throw new AssertionError(entry);
            }
        }
        open.sort(Comparator.comparing(Prepared::preparedAt)
                .thenComparing(prepared -> prepared.offsets().first())
                .thenComparing(Prepared::operationId));
        return recovered(open, ended, checkpoint, reset);
    }

    private static Recovered recovered(
            List<Prepared> open, List<Ended> ended, @Nullable Checkpoint checkpoint, @Nullable Reset reset) {
        int epoch = reset == null ? 0 : reset.epoch();
        var current = checkpoint != null && checkpoint.epoch() == epoch ? checkpoint : null;
        var settled = settled(epoch, ended, reset);
        return new Recovered(
                epoch,
                frontier(current, reset, settled),
                settled,
                open,
                keysByLastOffset(epoch, ended),
                topicId(current, reset),
                reset == null ? 0 : reset.recreatedIn(),
                current == null ? null : current.committed(),
                checkpoint == null ? null : checkpoint.day(),
                checkpoint == null ? 0 : checkpoint.tasksToday());
    }

    private static OffsetSet settled(int epoch, List<Ended> ended, @Nullable Reset reset) {
        var settled = OffsetSet.union(ended.stream()
                .filter(entry -> entry.epoch == epoch)
                .map(Ended::settled)
                .toList());
        return reset == null ? settled : settled.plus(reset.settled());
    }

    /** The highest of what the entries say, and further over records that are settled right behind it. */
    private static @Nullable Long frontier(@Nullable Checkpoint current, @Nullable Reset reset, OffsetSet settled) {
        Long known = reset == null ? null : reset.from();
        if (current != null && (known == null || current.frontier() > known)) {
            known = current.frontier();
        }
        return known == null ? null : settled.firstMissing(known);
    }

    /** An entry of an earlier epoch may go at once. */
    private static Map<JournalKey, Long> keysByLastOffset(int epoch, List<Ended> ended) {
        var keys = new HashMap<JournalKey, Long>();
        ended.forEach(entry ->
                keys.put(entry.key, entry.epoch == epoch && !entry.settled.isEmpty() ? entry.settled.last() : -1L));
        return keys;
    }

    private static @Nullable String topicId(@Nullable Checkpoint current, @Nullable Reset reset) {
        if (current != null && current.topicId() != null) {
            return current.topicId();
        }
        return reset == null ? null : reset.topicId();
    }
}
