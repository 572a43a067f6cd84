package io.github.tolokaconnect.connector.simulation;

import io.github.tolokaconnect.connector.journal.JournalCodec;
import io.github.tolokaconnect.connector.journal.JournalEntry;
import io.github.tolokaconnect.connector.journal.JournalKey;
import io.github.tolokaconnect.connector.journal.PartitionJournal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** The journal's topic, committed entries only; compacted now and then. */
final class JournalLog {
    private final JournalCodec codec = new JournalCodec();
    private final List<Line> lines = new ArrayList<>();
    private long nextOffset;

    private record Line(long offset, JournalEntry entry) {}

    /** Appends entries, in the form in which they are stored, and tells the offset behind them. */
    long append(List<JournalEntry> entries) {
        for (JournalEntry entry : entries) {
            var stored = codec.entry(codec.key(entry.key()), codec.value(entry));
            lines.add(new Line(nextOffset++, stored));
        }
        return nextOffset;
    }

    long end() {
        return nextOffset;
    }

    /** What the entries before {@code end} say about a topic-partition. */
    PartitionJournal read(TopicPartition partition, long end) {
        var journal = new PartitionJournal();
        for (Line line : lines) {
            if (line.offset >= end) {
                break;
            }
            if (line.entry.source().equals(partition)) {
                journal.add(line.entry);
            }
        }
        return journal;
    }

    /** Leaves only the last entry of each key, apart from the {@code active} newest entries; drops old tombstones if asked to. */
    void compact(int active, boolean dropsTombstones) {
        long clean = nextOffset - active;
        var latest = new HashMap<JournalKey, Long>();
        lines.forEach(line -> latest.put(line.entry.key(), line.offset));
        lines.removeIf(line -> line.offset < clean
                && (latest.get(line.entry.key()) > line.offset
                        || (dropsTombstones && line.entry instanceof JournalEntry.Forgotten)));
    }

    /** Keys that a compacted log still holds. */
    Set<JournalKey> remaining() {
        Map<JournalKey, JournalEntry> latest = new HashMap<>();
        lines.forEach(line -> latest.put(line.entry.key(), line.entry));
        var remaining = new HashSet<JournalKey>();
        latest.forEach((key, entry) -> {
            if (!(entry instanceof JournalEntry.Forgotten)) {
                remaining.add(key);
            }
        });
        return remaining;
    }
}
