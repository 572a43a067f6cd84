package io.github.tolokaconnect.connector.delivery;

import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.CATS_0;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.NOON;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.POOL_A;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.accepted;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.created;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.origin;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.readFrom;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.client.OperationStatus;
import io.github.tolokaconnect.client.ProblemKind;
import io.github.tolokaconnect.connector.delivery.DeliveryFixture.FoundInLog;
import io.github.tolokaconnect.connector.delivery.Submission.Facts;
import io.github.tolokaconnect.connector.intake.Intake;
import io.github.tolokaconnect.connector.intake.TaskItem;
import io.github.tolokaconnect.connector.journal.JournalEntry.Done;
import io.github.tolokaconnect.connector.journal.OffsetSet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A sink task prepared an operation with offsets 1 to 3 and crashed; some of its records do not come again. */
class UnreadableRecordsTest {
    private final FakeJournal journal = new FakeJournal();
    private final DeliveryRig rig = DeliveryRig.exactlyOnce(journal);
    private Facts sent;

    @BeforeEach
    void prepareAndCrash() {
        var before = DeliveryRig.exactlyOnce(journal);
        before.hold(CATS_0, readFrom(1));
        sent = before.send(CATS_0, POOL_A, 1, 3);
    }

    /** The topic's records below {@code start} were deleted. */
    private static SourceLog startingAt(long start) {
        return new SourceLog("topic-1", start, 1_000L, new SourceLog.Group(true, start));
    }

    private static List<Boolean> readable(Facts facts) {
        return facts.batch().tasks().stream().map(TaskItem::isReadable).toList();
    }

    private Effect.Commit lastCommit() {
        var commits = rig.asked(Effect.Commit.class);
        return commits.get(commits.size() - 1);
    }

    @Test
    void followsAnOperationThatThePlatformKnowsThoughNoneOfItsRecordsCanBeRead() {
        rig.hold(CATS_0, startingAt(10));
        var adopted = rig.askedOnce(Effect.Read.class).facts();

        rig.read(adopted, OperationStatus.SUCCESS);
        rig.collected(adopted, created(3));
        rig.commit();

        assertThat(adopted.operationId()).isEqualTo(sent.operationId());
        assertThat(rig.view().totals()).isEqualTo(new Totals(3, 3, 0, 0, 0, 0));
        assertThat(rig.view().heldBytes()).isZero();
        assertThat(rig.frontier(CATS_0)).isEmpty();
    }

    @Test
    void looksSeveralTimesForAnOperationThatItCannotSendAndThenReportsItsRecords() {
        rig.hold(CATS_0, startingAt(10));
        var adopted = rig.askedOnce(Effect.Read.class).facts();

        for (int look = 1; look < Policy.MISSING_READS; look++) {
            rig.readRefused(adopted, ProblemKind.NOT_FOUND);
            assertThat(rig.askedOnce(Effect.Warn.class).message()).startsWith("TLK-303");
            rig.pass(Duration.ofSeconds(look));
            rig.askedOnce(Effect.Read.class);
        }
        rig.readRefused(adopted, ProblemKind.NOT_FOUND);

        assertThat(rig.askedOnce(Effect.Warn.class).message()).startsWith("TLK-507");
        var end = rig.askedOnce(Effect.Commit.class);
        assertThat(end.publications()).singleElement().isInstanceOf(Publication.Abandoned.class);
        assertThat(end.entries())
                .first()
                .isEqualTo(new Done(CATS_0, sent.operationId(), 0, OffsetSet.range(1, 3), "ABANDONED", 0));
        rig.write(end);
        assertThat(rig.view().totals()).isEqualTo(new Totals(3, 0, 3, 0, 0, 0));
        assertThat(rig.frontier(CATS_0)).isEmpty();
        assertThat(journal.recovered(CATS_0).open()).isEmpty();
    }

    @Test
    void sendsWhatCanBeReadInItsRecordedPlaces() {
        rig.hold(CATS_0, startingAt(2));
        rig.take(CATS_0, POOL_A, 2, 3);
        var adopted = rig.askedOnce(Effect.Read.class).facts();

        rig.readRefused(adopted, ProblemKind.NOT_FOUND);

        var again = rig.askedOnce(Effect.Submit.class).facts();
        assertThat(again.operationId()).isEqualTo(sent.operationId());
        assertThat(again.batch().tasks())
                .extracting(task -> task.origin().offset())
                .containsExactly(1L, 2L, 3L);
        assertThat(readable(again)).containsExactly(false, true, true);
    }

    @Test
    void settlesRecordsThatNeverCameTogetherWithTheOthers() {
        rig.hold(CATS_0, startingAt(2));
        rig.take(CATS_0, POOL_A, 2, 3);
        var adopted = rig.askedOnce(Effect.Read.class).facts();

        rig.read(adopted, OperationStatus.SUCCESS);
        rig.collected(adopted, created(2));
        rig.commit();

        assertThat(rig.view().totals()).isEqualTo(new Totals(3, 2, 1, 0, 0, 0));
        assertThat(rig.view().heldBytes()).isZero();
        assertThat(journal.recovered(CATS_0).frontier()).isEqualTo(4);
    }

    @Test
    void knowsThatARecordBehindAnotherOneComesNoMore() {
        rig.hold(CATS_0, readFrom(1));

        rig.take(accepted(CATS_0, POOL_A, 1), accepted(CATS_0, POOL_A, 3));

        assertThat(readable(rig.askedOnce(Effect.Read.class).facts())).containsExactly(true, false, true);
    }

    @Test
    void knowsByThePositionThatFilteredRecordsComeNoMore() {
        rig.hold(CATS_0, readFrom(1));
        rig.take(CATS_0, POOL_A, 1, 2);
        rig.passed(CATS_0, 3);
        assertThat(rig.asked(Effect.Read.class)).as("3 is still to come").isEmpty();

        rig.passed(CATS_0, 4);

        assertThat(readable(rig.askedOnce(Effect.Read.class).facts())).containsExactly(true, true, false);
    }

    @Test
    void trustsNoPositionFromBeforeASeek() {
        rig.hold(CATS_0, readFrom(10));
        assertThat(rig.askedOnce(Effect.Seek.class).offset()).isEqualTo(1);

        rig.step(new DeliveryEvent.Passed(Map.of(CATS_0, 10L)));
        rig.tick();
        rig.step(new DeliveryEvent.Passed(Map.of(CATS_0, 10L)));
        assertThat(rig.asked(Effect.Read.class)).isEmpty();
        rig.take(CATS_0, POOL_A, 1, 3);

        assertThat(readable(rig.askedOnce(Effect.Read.class).facts())).containsExactly(true, true, true);
    }

    @Test
    void keepsARecordThatIsRefusedThisTimeInItsOperation() {
        rig.hold(CATS_0, readFrom(1));

        rig.take(accepted(CATS_0, POOL_A, 1), refused(CATS_0, 2), new Intake.Skipped(origin(CATS_0, 3)));

        assertThat(readable(rig.askedOnce(Effect.Read.class).facts())).containsExactly(true, false, false);
        assertThat(rig.asked(Effect.Commit.class)).as("no validation error yet").isEmpty();
        assertThat(rig.view().heldRecords()).isEqualTo(3);
    }

    @Test
    void triesNothingAgainWhosePayloadIsGone() {
        rig.hold(CATS_0, startingAt(2));
        rig.take(CATS_0, POOL_A, 2, 3);
        var adopted = rig.askedOnce(Effect.Read.class).facts();

        rig.read(adopted, OperationStatus.FAIL);
        rig.collected(adopted, new FoundInLog(0, OffsetSet.range(1, 3)));

        assertThat(lastCommit().entries())
                .first()
                .isInstanceOfSatisfying(
                        Done.class, done -> assertThat(done.settled()).isEqualTo(OffsetSet.range(1, 3)));
    }

    @Test
    void sendsNothingThatThePlatformMayHaveForgotten() {
        rig.setTime(NOON.plus(Duration.ofDays(1)).plusSeconds(2));
        rig.hold(CATS_0, readFrom(1));
        rig.take(CATS_0, POOL_A, 1, 3);
        var adopted = rig.askedOnce(Effect.Read.class).facts();

        rig.readRefused(adopted, ProblemKind.NOT_FOUND);

        assertThat(rig.asked(Effect.Submit.class)).isEmpty();
        assertThat(lastCommit().publications())
                .singleElement()
                .isInstanceOfSatisfying(
                        Publication.Abandoned.class,
                        abandoned -> assertThat(abandoned.reason()).contains("operation.id.memory.ms"));
    }

    @Test
    void followsAnOldOperationThatThePlatformStillKnows() {
        rig.setTime(NOON.plus(Duration.ofDays(9)));
        rig.hold(CATS_0, readFrom(1));
        rig.take(CATS_0, POOL_A, 1, 3);
        var adopted = rig.askedOnce(Effect.Read.class).facts();

        rig.read(adopted, OperationStatus.SUCCESS);

        assertThat(rig.askedOnce(Effect.Collect.class).facts()).isEqualTo(adopted);
    }

    @Test
    void reportsEveryRecordOfAnOperationWhoseLogIsArchived() {
        rig.hold(CATS_0, readFrom(1));
        rig.take(CATS_0, POOL_A, 1, 3);
        var adopted = rig.askedOnce(Effect.Read.class).facts();
        rig.read(adopted, OperationStatus.SUCCESS);

        rig.collected(adopted, created(0)); // of an unreadable log nobody knows more
        rig.commit();

        assertThat(rig.view().totals()).isEqualTo(new Totals(3, 0, 3, 0, 0, 0));
        assertThat(rig.asked(Effect.Submit.class)).isEmpty();
    }

    @Test
    void expectsNoRecordBehindTheEndOfTheTopic() {
        rig.hold(CATS_0, new SourceLog("topic-1", 0L, 3L, new SourceLog.Group(true, 1L)));

        rig.take(CATS_0, POOL_A, 1, 2);

        assertThat(readable(rig.askedOnce(Effect.Read.class).facts())).containsExactly(true, true, false);
    }
}
