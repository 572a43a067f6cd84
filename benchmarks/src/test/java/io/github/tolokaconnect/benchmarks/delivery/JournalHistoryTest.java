package io.github.tolokaconnect.benchmarks.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.connector.journal.JournalEntry;
import io.github.tolokaconnect.connector.journal.JournalEntry.Prepared;
import io.github.tolokaconnect.connector.journal.OffsetSet;
import io.github.tolokaconnect.connector.journal.PartitionJournal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class JournalHistoryTest {

    private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void amountsToAFrontierAndOpenOperationsForEachPartition() {
        var history = new JournalHistory("tasks", "id", 3, 107, 4, 1_000, AT);

        var journals = new TreeMap<Integer, PartitionJournal>();
        history.writeTo(
                entry -> journals.computeIfAbsent(entry.source().partition(), partition -> new PartitionJournal())
                        .add(entry));

        assertThat(journals).containsOnlyKeys(0, 1, 2);
        assertThat(journals.get(0).recovered().frontier()).isEqualTo(90).isEqualTo(history.frontier(0));
        assertThat(journals.get(2).recovered().frontier()).isEqualTo(80).isEqualTo(history.frontier(2));
        assertThat(journals.get(0).recovered().open())
                .extracting(Prepared::offsets)
                .containsExactly(OffsetSet.range(90, 1_089), OffsetSet.range(1_090, 2_089));
        assertThat(journals.get(2).recovered().open())
                .extracting(Prepared::offsets)
                .containsExactly(OffsetSet.range(80, 1_079));
        assertThat(history.end(0)).isEqualTo(2_090);
        assertThat(journals.get(0).recovered().ended()).isEmpty();
    }

    @Test
    void hasAsManyRecordsAsItSays() {
        var history = new JournalHistory("tasks", "id", 16, 100_000, 32, 1_000, AT);

        var entries = new ArrayList<JournalEntry>();
        history.writeTo(entries::add);

        assertThat(entries).hasSize(history.size()).hasSize(100_000);
        assertThat(history.open()).extracting(Prepared::operationId).doesNotHaveDuplicates();
    }
}
