package io.github.tolokaconnect.connector.delivery;

import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.CATS_0;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.NOON;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.POOL_A;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.readFrom;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.withoutGroupOffset;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.connector.config.DeliveryConfig.OnOffsetRegression;
import io.github.tolokaconnect.connector.journal.JournalEntry.Prepared;
import io.github.tolokaconnect.connector.journal.OffsetSet;
import io.github.tolokaconnect.connector.journal.Recovered;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReadingTest {

    private static Prepared prepared(long... offsets) {
        return new Prepared(
                CATS_0, new UUID(0, offsets[0]), 0, 1, POOL_A, OffsetSet.of(offsets), NOON, Set.of("PLANNED"));
    }

    private static Recovered journal(
            @Nullable Long frontier, @Nullable Long committed, OffsetSet settled, Prepared... open) {
        return new Recovered(0, frontier, settled, List.of(open), Map.of(), "topic-1", 0, committed, null, 0);
    }

    private static Recovered frontierAt(long frontier, Prepared... open) {
        return journal(frontier, null, OffsetSet.EMPTY, open);
    }

    private static Reading first(Recovered journal, SourceLog source, @Nullable Long firstWaiting) {
        return Reading.of(new Reading.Known(journal, source, firstWaiting, null), OnOffsetRegression.SKIP);
    }

    private static Reading again(Recovered journal, SourceLog source, @Nullable Long firstWaiting, long resumption) {
        return Reading.of(new Reading.Known(journal, source, firstWaiting, resumption), OnOffsetRegression.SKIP);
    }

    @Test
    void goesOnWhereTheGroupIsWhenTheJournalIsEmpty() {
        var reading = first(Recovered.NOTHING, readFrom(30), null);

        assertThat(reading.floor()).isEqualTo(30);
        assertThat(reading.seek()).isEmpty();
    }

    @Test
    void goesOnAtTheFirstRecordWhenTheJournalIsEmptyAndTheGroupToo() {
        var reading = first(Recovered.NOTHING, withoutGroupOffset(), 500L);

        assertThat(reading.floor()).isEqualTo(500);
        assertThat(reading.seek()).isEmpty();
        assertThat(reading.regressedFrom()).isNull();
    }

    @Test
    void prefersTheJournalToAGroupThatIsBehindIt() {
        assertThat(first(frontierAt(40), readFrom(30), null).seek()).hasValue(40);
        assertThat(first(frontierAt(40), readFrom(30), 30L).seek()).hasValue(40);
        assertThat(first(frontierAt(40), readFrom(30), 40L).seek()).isEmpty();
    }

    @Test
    void prefersTheGroupToAJournalThatIsBehindIt() {
        var reading = first(frontierAt(40), readFrom(50), null);

        assertThat(reading.floor()).isEqualTo(50);
        assertThat(reading.seek()).isEmpty();
        assertThat(reading.skipped()).as("the group's offset tells").isEqualTo(OffsetSet.EMPTY);
    }

    @Test
    void prefersTheJournalToAPlaceWhereAGroupWithoutAnOffsetBeganByChance() {
        var reading = first(frontierAt(40), withoutGroupOffset(), 999L);

        assertThat(reading.floor()).isEqualTo(40);
        assertThat(reading.seek()).hasValue(40);
    }

    @Test
    void goesBackForTheRecordsOfAnOperation() {
        var reading = first(frontierAt(40, prepared(43, 45), prepared(41, 44)), readFrom(60), null);

        assertThat(reading.floor()).isEqualTo(60);
        assertThat(reading.seek()).hasValue(41);
        assertThat(reading.adoptions()).hasSize(2);
        assertThat(reading.skipped()).hasToString("40,42,46-59");
    }

    @Test
    void doesNotCountSettledRecordsAsSkipped() {
        var journal = journal(40L, null, OffsetSet.range(50, 70), prepared(41));

        assertThat(first(journal, readFrom(60), null).skipped()).hasToString("40,42-49");
    }

    @Test
    void needsNoRecordThatWasDeletedFromTheTopic() {
        var source = new SourceLog("topic-1", 50L, 100L, new SourceLog.Group(true, 60L));

        assertThat(first(frontierAt(40, prepared(41, 42)), source, null).seek()).isEmpty();
    }

    @Test
    void resumesWhereItWasWhateverTheGroupHas() {
        assertThat(again(frontierAt(40), readFrom(10), null, 40).seek()).hasValue(40);
        assertThat(again(frontierAt(40), readFrom(10), 60L, 45).seek()).hasValue(45);
        assertThat(again(Recovered.NOTHING, withoutGroupOffset(), 60L, 45).seek())
                .hasValue(45);
    }

    @Test
    void callsNothingARegressionThatHappensDuringItsOwnLife() {
        var journal = journal(40L, 40L, OffsetSet.EMPTY);

        assertThat(again(journal, readFrom(10), 10L, 40).regressedFrom()).isNull();
    }

    @Test
    void callsItARegressionOnlyIfTheGroupCertainlyHadMore() {
        assertThat(first(frontierAt(40), readFrom(10), null).regressedFrom())
                .as("a group lags behind the journal")
                .isNull();
        var had = journal(40L, 30L, OffsetSet.EMPTY);
        assertThat(first(had, readFrom(29), null).regressedFrom()).isEqualTo(30);
        assertThat(first(had, readFrom(30), null).regressedFrom()).isNull();
        assertThat(first(had, withoutGroupOffset(), null).regressedFrom()).isEqualTo(30);
        assertThat(first(had, SourceLog.UNKNOWN, null).regressedFrom()).isNull();
        assertThat(first(had, SourceLog.UNKNOWN, 29L).regressedFrom()).isEqualTo(30);
    }

    /** Whatever a group has, no record of an open operation is passed over, and none at or above both marks is. */
    @Property(tries = 300)
    void readsEverythingThatIsLeftToDo(
            @ForAll @IntRange(min = 0, max = 50) int frontier,
            @ForAll @IntRange(min = 0, max = 80) int group,
            @ForAll @Size(min = 1, max = 5) Set<@IntRange(min = 0, max = 30) Integer> offsets) {
        var open =
                prepared(offsets.stream().mapToLong(offset -> frontier + offset).toArray());

        var reading = first(frontierAt(frontier, open), readFrom(group), null);

        long from = reading.seek().orElse(group);
        assertThat(from).isLessThanOrEqualTo(open.offsets().first()).isLessThanOrEqualTo(reading.floor());
        assertThat(reading.floor()).isEqualTo(Math.max(frontier, group));
        assertThat(reading.skipped().stream().boxed().toList())
                .noneMatch(open.offsets()::contains)
                .allMatch(offset -> offset >= frontier && offset < group);
        long between = Math.max(0, group - frontier);
        long openBetween =
                open.offsets().stream().filter(offset -> offset < group).count();
        assertThat(reading.skipped().size()).isEqualTo(openBetween == 0 ? 0 : between - openBetween);
    }

    @Test
    void countsSkippedRecordsWithoutLookingAtEachOne() {
        var reading = first(frontierAt(40, prepared(41)), readFrom(5_000_000_000L), null);

        assertThat(reading.skipped().size()).isEqualTo(5_000_000_000L - 41);
        assertThat(reading.skipped()).hasToString("40,42-4999999999");
    }
}
