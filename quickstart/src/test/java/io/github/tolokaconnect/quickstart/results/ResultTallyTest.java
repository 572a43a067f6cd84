package io.github.tolokaconnect.quickstart.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultTallyTest {

    private static final Coordinates FIRST = new Coordinates(0, 100);
    private static final Coordinates SECOND = new Coordinates(0, 101);
    private static final Coordinates THIRD = new Coordinates(3, 7);

    private final ResultTally tally = new ResultTally(Map.of(0, 100L, 3, 7L));

    @Test
    void countsEachRecordOnceByItsResult() {
        tally.sent(FIRST);
        tally.sent(SECOND);
        tally.sent(THIRD);

        tally.created(FIRST, "task-1");
        tally.rejected(THIRD);

        assertThat(tally.createdCount()).isEqualTo(1);
        assertThat(tally.rejectedCount()).isEqualTo(1);
        assertThat(tally.unaccountedCount()).isEqualTo(1);
        assertThat(tally.unaccounted()).containsExactly(SECOND);
    }

    @Test
    void takesAResultThatComesBeforeTheConfirmationOfTheRecord() {
        tally.created(FIRST, "task-1");

        tally.sent(FIRST);

        assertThat(tally.createdCount()).isEqualTo(1);
        assertThat(tally.unaccountedCount()).isZero();
    }

    @Test
    void setsAsideTheResultsOfOtherRecords() {
        var ofAnEarlierRun = new Coordinates(0, 99);
        var ofAnotherProducer = new Coordinates(5, 0);
        tally.sent(FIRST);

        tally.created(ofAnEarlierRun, "task-0");
        tally.rejected(ofAnEarlierRun);
        tally.created(ofAnotherProducer, "task-9");

        assertThat(tally.createdCount()).isZero();
        assertThat(tally.rejectedCount()).isZero();
        assertThat(tally.unaccounted()).containsExactly(FIRST);
    }

    @Test
    void noticesARecordThatBecameTwoTasks() {
        tally.sent(FIRST);

        tally.created(FIRST, "task-1");
        tally.created(FIRST, "task-2");

        assertThat(tally.createdCount()).isEqualTo(1);
        assertThat(tally.createdTwice()).containsExactly(FIRST);
    }

    @Test
    void noticesARecordThatWasCreatedAndRejectedInEitherOrder() {
        tally.sent(FIRST);
        tally.sent(SECOND);

        tally.created(FIRST, "task-1");
        tally.rejected(FIRST);
        tally.rejected(SECOND);
        tally.created(SECOND, "task-2");

        assertThat(tally.createdAndRejected()).containsExactly(FIRST, SECOND);
        assertThat(tally.createdCount()).isEqualTo(2);
        assertThat(tally.rejectedCount()).isZero();
    }

    @Test
    void takesTheSameEventASecondTimeForTheSameResult() {
        tally.sent(FIRST);

        tally.created(FIRST, "task-1");
        tally.created(FIRST, "task-1");

        assertThat(tally.createdCount()).isEqualTo(1);
        assertThat(tally.createdTwice()).isEmpty();
    }
}
