package io.github.tolokaconnect.quickstart.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccountTest {

    private final ResultTally tally = new ResultTally(Map.of());

    @Test
    void isCompleteWithoutARemarkIfEveryRecordHasOneResult() {
        sent(3);
        created(0, "task-0");
        created(1, "task-1");
        tally.rejected(at(2));

        var account = new Account(tally, 2, 0);

        assertThat(account.summary(3, Duration.ofSeconds(1)))
                .isEqualTo(new Summary(3, 2, 1, 0, 0, Duration.ofSeconds(1)));
        assertThat(account.remarks()).isEmpty();
    }

    @Test
    void countsATaskWithoutARecordAsADuplicate() {
        sent(1);
        created(0, "task-0");

        var account = new Account(tally, 2, 1);

        assertThat(account.summary(1, Duration.ZERO).duplicates()).isEqualTo(1);
        assertThat(account.remarks()).singleElement().asString().contains("no record of their own");
    }

    @Test
    void takesEqualTasksOfDifferentRecordsForRepeatedInput() {
        sent(2);
        created(0, "task-0");
        created(1, "task-1");

        var account = new Account(tally, 2, 1);

        assertThat(account.summary(2, Duration.ZERO).duplicates()).isZero();
        assertThat(account.remarks()).singleElement().asString().contains("the input repeats itself");
    }

    @Test
    void knowsTheTasksOfRecordsThatAnEarlierRunLeft() {
        var continued = new ResultTally(Map.of(0, 10L));
        continued.sent(at(10));
        continued.sent(at(11));

        continued.created(at(9), "task-of-earlier-run");
        continued.created(at(10), "task-0");
        continued.created(at(11), "task-1");

        assertThat(new Account(continued, 3, 1).summary(2, Duration.ZERO))
                .isEqualTo(new Summary(2, 2, 0, 0, 0, Duration.ZERO));
    }

    @Test
    void countsContradictoryResultsAsDuplicatesAndNamesTheirRecords() {
        sent(2);
        created(0, "task-0");
        created(0, "task-1");
        created(1, "task-2");
        tally.rejected(at(1));

        var account = new Account(tally, 3, 1);

        assertThat(account.summary(2, Duration.ZERO).duplicates()).isEqualTo(2);
        assertThat(account.remarks())
                .anySatisfy(remark -> assertThat(remark).contains("more than one task (partition@offset: 0@0)"))
                .anySatisfy(remark -> assertThat(remark).contains("created and as rejected (partition@offset: 0@1)"));
    }

    @Test
    void countsRecordsThatWereNeverSentAsUnaccountedFor() {
        sent(1);
        created(0, "task-0");

        var summary = new Account(tally, 1, 0).summary(4, Duration.ZERO);

        assertThat(summary.unaccounted()).isEqualTo(3);
        assertThat(summary.isComplete()).isFalse();
    }

    @Test
    void namesTheFirstOfManyRecordsWithoutAResult() {
        sent(9);

        var remarks = new Account(tally, 0, 0).remarks();

        assertThat(remarks)
                .containsExactly("9 records have no result (partition@offset: 0@0, 0@1, 0@2, 0@3, 0@4, ...)");
    }

    private void sent(int records) {
        for (var offset = 0; offset < records; offset++) {
            tally.sent(at(offset));
        }
    }

    private void created(long offset, String taskId) {
        tally.created(at(offset), taskId);
    }

    private static Coordinates at(long offset) {
        return new Coordinates(0, offset);
    }
}
