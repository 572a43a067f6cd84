package io.github.tolokaconnect.connector.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.client.PoolId;
import io.github.tolokaconnect.connector.journal.JournalEntry.Checkpoint;
import io.github.tolokaconnect.connector.journal.JournalEntry.Claim;
import io.github.tolokaconnect.connector.journal.JournalEntry.Done;
import io.github.tolokaconnect.connector.journal.JournalEntry.Forgotten;
import io.github.tolokaconnect.connector.journal.JournalEntry.Prepared;
import io.github.tolokaconnect.connector.journal.JournalEntry.Refused;
import io.github.tolokaconnect.connector.journal.JournalEntry.Reset;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PartitionJournalTest {
    private static final TopicPartition SOURCE = new TopicPartition("cats", 3);
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final LocalDate DAY = LocalDate.parse("2026-11-22");

    private static UUID id(int number) {
        return new UUID(0, number);
    }

    private static Prepared prepared(int id, int epoch, int minute, String... announced) {
        var offsets = OffsetSet.range(id * 10L, id * 10L + 4);
        return new Prepared(
                SOURCE, id(id), epoch, 1, new PoolId("7"), offsets, NOON.plusSeconds(60L * minute), Set.of(announced));
    }

    private static Done done(int id, int epoch) {
        return new Done(SOURCE, id(id), epoch, OffsetSet.range(id * 10L, id * 10L + 4), "SUCCESS", 5);
    }

    private static Refused refused(int id, int epoch) {
        return new Refused(SOURCE, id(id), epoch, OffsetSet.range(id * 10L + 5, id * 10L + 9));
    }

    private static Checkpoint checkpoint(int epoch, long frontier) {
        return new Checkpoint(SOURCE, epoch, frontier, "topic", frontier - 1, DAY, 5);
    }

    private static Reset reset(int epoch, Long from) {
        var settled = from == null ? OffsetSet.EMPTY : OffsetSet.of(from + 1);
        return new Reset(SOURCE, epoch, from, settled, Reset.Reason.OFFSETS_ALTERED, NOON, null, 0);
    }

    private static Recovered recovered(List<? extends JournalEntry> entries) {
        var journal = new PartitionJournal();
        entries.forEach(journal::add);
        return journal.recovered();
    }

    @Test
    void knowsNothingAtFirst() {
        assertThat(recovered(List.of())).isEqualTo(Recovered.NOTHING);
        assertThat(recovered(List.of(new Claim(SOURCE, "orders task 0", "1", NOON))))
                .isEqualTo(Recovered.NOTHING);
    }

    @Test
    void operationsAreOpenUntilTheyAreDone() {
        var recovered = recovered(List.of(prepared(1, 0, 0), prepared(2, 0, 1), prepared(0, 0, 2), done(2, 0)));

        assertThat(recovered.open()).containsExactly(prepared(1, 0, 0), prepared(0, 0, 2));
        assertThat(recovered.settled()).isEqualTo(OffsetSet.range(20, 24));
        assertThat(recovered.ended()).containsExactly(Map.entry(done(2, 0).key(), 24L));
    }

    @Test
    void whatWasAnnouncedLastCountsAndChangesNoOrder() {
        var recovered =
                recovered(List.of(prepared(1, 0, 0), prepared(2, 0, 1), prepared(1, 0, 0, "PLANNED", "RUNNING")));

        assertThat(recovered.open()).containsExactly(prepared(1, 0, 0, "PLANNED", "RUNNING"), prepared(2, 0, 1));
    }

    @Test
    void theFrontierLeapsOverWhatIsSettledBehindIt() {
        var recovered = recovered(List.of(done(1, 0), refused(1, 0), done(3, 0), checkpoint(0, 10)));

        assertThat(recovered.frontier()).isEqualTo(20);
        assertThat(recovered.committed()).isEqualTo(9);
        assertThat(recovered.topicId()).isEqualTo("topic");
    }

    @Test
    void aNewEpochForgetsWhatWasSettled() {
        var recovered = recovered(List.of(done(1, 0), prepared(2, 0, 0), checkpoint(0, 15), reset(1, 3L)));

        assertThat(recovered.epoch()).isEqualTo(1);
        assertThat(recovered.frontier()).isEqualTo(3);
        assertThat(recovered.settled()).isEqualTo(OffsetSet.of(4));
        assertThat(recovered.open()).containsExactly(prepared(2, 0, 0));
        assertThat(recovered.ended()).containsExactly(Map.entry(done(1, 0).key(), -1L));
        assertThat(recovered.committed()).isNull();
        assertThat(recovered.tasksToday()).isEqualTo(5);
    }

    @Test
    void inANewEpochTheFrontierGoesOn() {
        var recovered = recovered(List.of(checkpoint(0, 15), reset(1, 3L), checkpoint(1, 4), done(1, 1)));

        assertThat(recovered.frontier()).isEqualTo(5);
        assertThat(recovered.settled()).isEqualTo(OffsetSet.of(4, 10, 11, 12, 13, 14));
    }

    @Test
    void withoutAnOffsetTheFrontierOfANewEpochIsUnknown() {
        assertThat(recovered(List.of(checkpoint(0, 15), reset(1, null))).frontier())
                .isNull();
    }

    @Test
    void whatIsForgottenIsGone() {
        var recovered = recovered(List.of(
                done(1, 0),
                prepared(2, 0, 0),
                new Forgotten(done(1, 0).key()),
                new Forgotten(prepared(2, 0, 0).key())));

        assertThat(recovered).isEqualTo(Recovered.NOTHING);
    }

    @Provide
    Arbitrary<JournalEntry> entries() {
        var ids = Arbitraries.integers().between(0, 3);
        var epochs = Arbitraries.integers().between(0, 2);
        Arbitrary<JournalEntry> kept = Combinators.combine(
                        ids, epochs, Arbitraries.integers().between(0, 7))
                .as(PartitionJournalTest::entry);
        return Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(4, kept),
                net.jqwik.api.Tuple.of(1, kept.map(entry -> new Forgotten(entry.key()))));
    }

    private static JournalEntry entry(int id, int epoch, int which) {
        return switch (which) {
            case 0 -> prepared(id, epoch, id);
            case 1 -> prepared(id, epoch, id, "PLANNED", "RUNNING");
            case 2 -> done(id, epoch);
            case 3 -> refused(id, epoch);
            case 4 -> checkpoint(epoch, id * 3L);
            case 5 -> reset(epoch, (long) id);
            case 6 -> reset(epoch, null);
            default -> new Claim(SOURCE, "task " + id, "1", NOON);
        };
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aCompactedLogAmountsToTheSame(
            @ForAll @Size(max = 40) List<@From("entries") JournalEntry> entries,
            @ForAll @IntRange(max = 40) int first,
            @ForAll @IntRange(max = 40) int second,
            @ForAll boolean withoutTombstones) {
        var compacted = compacted(compacted(entries, first, false), second, withoutTombstones);

        assertThat(recovered(compacted)).isEqualTo(recovered(entries));
    }

    /** As a broker does it: up to {@code end}, only the last entry of each key is kept. */
    private static List<JournalEntry> compacted(List<JournalEntry> entries, int end, boolean withoutTombstones) {
        int cleaned = Math.min(end, entries.size());
        var last = new HashMap<JournalKey, Integer>();
        for (int index = 0; index < cleaned; index++) {
            last.put(entries.get(index).key(), index);
        }
        var kept = new ArrayList<JournalEntry>();
        for (int index = 0; index < entries.size(); index++) {
            var entry = entries.get(index);
            boolean superseded = index < cleaned && last.get(entry.key()) != index;
            boolean expired = index < cleaned && withoutTombstones && entry instanceof Forgotten;
            if (!superseded && !expired) {
                kept.add(entry);
            }
        }
        return kept;
    }
}
