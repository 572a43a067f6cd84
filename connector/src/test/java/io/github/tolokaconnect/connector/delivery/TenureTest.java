package io.github.tolokaconnect.connector.delivery;

import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.CATS_0;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.NOON;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.POOL_A;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.accepted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.tolokaconnect.connector.delivery.Tenure.Arrival;
import io.github.tolokaconnect.connector.journal.JournalEntry;
import io.github.tolokaconnect.connector.journal.JournalEntry.Checkpoint;
import io.github.tolokaconnect.connector.journal.JournalEntry.Done;
import io.github.tolokaconnect.connector.journal.JournalEntry.Forgotten;
import io.github.tolokaconnect.connector.journal.JournalEntry.Prepared;
import io.github.tolokaconnect.connector.journal.JournalKey;
import io.github.tolokaconnect.connector.journal.OffsetSet;
import io.github.tolokaconnect.connector.journal.Recovered;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TenureTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-03-01");

    private final Tenure tenure = tenure(-1, OffsetSet.EMPTY, Map.of());

    private static Tenure tenure(long floor, OffsetSet settled, Map<JournalKey, Long> ended, Adoption... adoptions) {
        var recovered = new Recovered(4, floor < 0 ? null : floor, settled, List.of(), ended, null, 0, null, TODAY, 7);
        return new Tenure(CATS_0, recovered, "topic-1", List.of(adoptions), floor, NOON);
    }

    private static Adoption adoption(long... offsets) {
        var prepared = new Prepared(
                CATS_0, new UUID(0, offsets[0]), 4, 1, POOL_A, OffsetSet.of(offsets), NOON, Set.of("PLANNED"));
        return new Adoption(prepared, false, SourceLog.UNKNOWN);
    }

    private static Done done(long id, long... settled) {
        return new Done(CATS_0, new UUID(1, id), 4, OffsetSet.of(settled), "SUCCESS", settled.length);
    }

    private List<Arrival> arrive(Tenure tenure, long... offsets) {
        var arrivals = new ArrayList<Arrival>();
        for (long offset : offsets) {
            arrivals.add(tenure.arrive(accepted(CATS_0, POOL_A, offset)));
        }
        return arrivals;
    }

    private static @Nullable Long checkpoint(Tenure tenure, JournalEntry... beside) {
        return tenure.bookkeeping(List.of(beside)).stream()
                .filter(Checkpoint.class::isInstance)
                .map(entry -> ((Checkpoint) entry).frontier())
                .findFirst()
                .orElse(null);
    }

    private static List<JournalKey> forgotten(Tenure tenure) {
        return tenure.bookkeeping(List.of()).stream()
                .filter(Forgotten.class::isInstance)
                .map(entry -> ((Forgotten) entry).key())
                .toList();
    }

    @Test
    void tellsNewRecordsFromThoseThatHaveTheirEndAndThoseOfOperations() {
        var tenure = tenure(3, OffsetSet.of(5, 6), Map.of(), adoption(2, 4));

        assertThat(arrive(tenure, 1, 2, 3, 4, 5, 6, 7))
                .containsExactly(
                        Arrival.SETTLED,
                        Arrival.ADOPTED,
                        Arrival.NEW,
                        Arrival.ADOPTED,
                        Arrival.SETTLED,
                        Arrival.SETTLED,
                        Arrival.NEW);
    }

    @Test
    void noticesThatReadingWentBack() {
        assertThat(arrive(tenure, 5, 7, 6)).containsExactly(Arrival.NEW, Arrival.NEW, Arrival.AGAIN);
    }

    @Test
    void takesRecordsFromWhereASeekLedTo() {
        arrive(tenure, 5, 6, 7);

        tenure.seek(3);

        assertThat(tenure.arrive(accepted(CATS_0, POOL_A, 2))).isEqualTo(Arrival.AGAIN);
        assertThat(tenure.resumption())
                .as("what lies before 5 was not read again")
                .hasValue(3);
    }

    @Test
    void checkpointsWhatIsPromisedAndShowsTheGroupWhatIsSettled() {
        arrive(tenure, 5, 6);

        tenure.promise(OffsetSet.of(5));
        assertThat(checkpoint(tenure)).isEqualTo(6);
        assertThat(tenure.frontier()).hasValue(5);

        tenure.settle(5);
        assertThat(tenure.frontier()).hasValue(6);
    }

    @Test
    void checkpointsItsPositionWhenNothingIsPending() {
        assertThat(checkpoint(tenure)).as("nothing is known yet").isNull();

        arrive(tenure, 5);
        tenure.promise(OffsetSet.of(5));
        assertThat(checkpoint(tenure)).isEqualTo(6);
        tenure.passed(9);
        assertThat(checkpoint(tenure)).isEqualTo(9);
        tenure.passed(8);
        assertThat(checkpoint(tenure)).as("a position never goes back").isEqualTo(9);
    }

    @Test
    void settlesARecordOnce() {
        arrive(tenure, 5, 6);
        tenure.settle(6);

        assertThatIllegalStateException().isThrownBy(() -> tenure.settle(6));
    }

    @Test
    void believesPositionsOnlyAfterTwoCallsSinceASeek() {
        var adoption = adoption(2, 3);
        var tenure = tenure(9, OffsetSet.EMPTY, Map.of(), adoption);
        tenure.seek(2);

        tenure.passed(9);
        tenure.called();
        tenure.passed(9);
        assertThat(tenure.takeComplete()).isEmpty();
        tenure.called();
        tenure.passed(9);

        assertThat(tenure.takeComplete()).containsExactly(adoption);
        assertThat(tenure.takeComplete()).isEmpty();
    }

    @Test
    void settlesNothingThatNeverCame() {
        var tenure = tenure(2, OffsetSet.EMPTY, Map.of(), adoption(2, 3));
        arrive(tenure, 3, 4);
        tenure.takeComplete();

        tenure.promise(OffsetSet.of(2, 3));
        tenure.settle(2);
        tenure.settle(3);

        assertThat(tenure.frontier()).hasValue(4);
        assertThat(checkpoint(tenure)).isEqualTo(4);
    }

    @Test
    void leavesTheGroupWhereAPersonMovedItAndTheCheckpointWhereWorkIsLeft() {
        var tenure = tenure(9, OffsetSet.EMPTY, Map.of(), adoption(2, 3));
        tenure.seek(2);

        assertThat(tenure.frontier()).hasValue(9);
        assertThat(checkpoint(tenure)).isEqualTo(2);
    }

    @Test
    void forgetsWhatTheFrontierHasPassedInALaterCommit() {
        arrive(tenure, 1, 2, 3);
        tenure.promise(OffsetSet.of(1, 2));

        assertThat(tenure.bookkeeping(List.of(done(1, 1, 2), done(2, 3)))).hasSize(1);

        assertThat(forgotten(tenure)).containsExactly(done(1, 1).key());
        tenure.promise(OffsetSet.of(3));
        assertThat(forgotten(tenure)).containsExactly(done(2, 3).key());
        assertThat(forgotten(tenure)).isEmpty();
    }

    @Test
    void forgetsAtOnceWhatSettlesNothing() {
        arrive(tenure, 1);
        tenure.bookkeeping(List.of(done(1)));

        assertThat(forgotten(tenure)).containsExactly(done(1).key());
    }

    @Test
    void forgetsNoMoreAtOnceThanFitsIntoACommit() {
        var ended = new HashMap<JournalKey, Long>();
        for (int i = 0; i < 2_500; i++) {
            ended.put(done(i).key(), -1L);
        }
        var tenure = tenure(5, OffsetSet.EMPTY, ended);
        arrive(tenure, 5);

        assertThat(forgotten(tenure)).hasSize(1_000);
        assertThat(forgotten(tenure)).hasSize(1_000);
        assertThat(forgotten(tenure)).hasSize(500);
    }

    @Test
    void writesWhatTheGroupHasOnceItIsNewsAndSomethingIsKnown() {
        assertThat(tenure.committed(3))
                .as("there is no frontier to write it with")
                .isFalse();
        arrive(tenure, 5);

        assertThat(tenure.committed(4)).isTrue();
        assertThat(tenure.committed(4)).isFalse();
        assertThat(tenure.committed(3)).isFalse();
        assertThat(tenure.committed(6)).as("5 is pending").isFalse();
    }

    @Test
    void countsTheTasksOfEachDayByItself() {
        var tomorrow = NOON.plus(Duration.ofDays(1));
        tenure.sent(3, NOON);
        assertThat(tenure.tasksToday(NOON)).isEqualTo(10);
        assertThat(tenure.tasksToday(tomorrow)).isZero();

        tenure.sent(5, tomorrow);
        assertThat(tenure.tasksToday(tomorrow)).isEqualTo(5);
    }

    @Test
    void resumesWhereTheFirstUnsettledRecordIsOrElseAtItsPosition() {
        assertThat(tenure.resumption()).isEmpty();
        arrive(tenure, 5, 6);
        assertThat(tenure.resumption()).hasValue(5);

        tenure.settle(5);
        tenure.settle(6);

        assertThat(tenure.resumption()).hasValue(7);
    }
}
