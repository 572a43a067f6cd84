package io.github.tolokaconnect.connector.delivery;

import io.github.tolokaconnect.connector.journal.JournalEntry;
import io.github.tolokaconnect.connector.journal.PartitionJournal;
import io.github.tolokaconnect.connector.journal.Recovered;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/** A journal that outlives the cores that write it. */
final class FakeJournal {
    private final List<JournalEntry> entries = new ArrayList<>();

    void append(List<? extends JournalEntry> some) {
        entries.addAll(some);
    }

    void append(JournalEntry... some) {
        entries.addAll(List.of(some));
    }

    /** What it says about a topic-partition. */
    Recovered recovered(TopicPartition partition) {
        var journal = new PartitionJournal();
        entries.stream().filter(entry -> entry.source().equals(partition)).forEach(journal::add);
        return journal.recovered();
    }
}
