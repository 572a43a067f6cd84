package io.github.tolokaconnect.connector.delivery;

import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.CATS_0;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.CATS_1;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.LINGER;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.NOON;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.POOL_A;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.POOL_B;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.accepted;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.readFrom;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.client.OperationStatus;
import io.github.tolokaconnect.client.ProblemKind;
import io.github.tolokaconnect.connector.delivery.DeliveryFixture.FoundInLog;
import io.github.tolokaconnect.connector.delivery.Submission.Facts;
import io.github.tolokaconnect.connector.intake.Intake;
import io.github.tolokaconnect.connector.journal.JournalEntry;
import io.github.tolokaconnect.connector.journal.JournalEntry.Checkpoint;
import io.github.tolokaconnect.connector.journal.JournalEntry.Done;
import io.github.tolokaconnect.connector.journal.JournalEntry.Forgotten;
import io.github.tolokaconnect.connector.journal.JournalEntry.Prepared;
import io.github.tolokaconnect.connector.journal.OffsetSet;
import io.github.tolokaconnect.events.Status;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is written to the journal, with what, and before what. */
class DeliveryJournalTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-03-01");

    private final FakeJournal journal = new FakeJournal();
    private final DeliveryRig rig = DeliveryRig.exactlyOnce(journal);

    @BeforeEach
    void holdsATopicPartition() {
        rig.hold(CATS_0, readFrom(1));
    }

    private static Checkpoint checkpoint(long frontier, long tasksToday) {
        return new Checkpoint(CATS_0, 0, frontier, "topic-1", 1L, TODAY, tasksToday);
    }

    private static Prepared prepared(Facts facts, Status... announced) {
        return new Prepared(
                CATS_0,
                facts.operationId(),
                0,
                facts.attempt(),
                facts.batch().pool(),
                facts.batch().offsets(),
                facts.plannedAt(),
                Set.of(announced).stream().map(Status::value).collect(Collectors.toSet()));
    }

    private static Done done(Facts facts, OffsetSet settled, String end, int created) {
        return new Done(CATS_0, facts.operationId(), 0, settled, end, created);
    }

    @Test
    void sendsNothingBeforeTheJournalSaysThatItIsPrepared() {
        rig.take(CATS_0, POOL_A, 1, 3);

        var commit = rig.askedOnce(Effect.Commit.class);
        assertThat(rig.asked()).as("not even the request").isEmpty();
        rig.pass(Duration.ofHours(1));
        assertThat(rig.asked()).isEmpty();
        rig.write(commit);

        var facts = rig.askedOnce(Effect.Submit.class).facts();
        assertThat(commit.ticket()).isEqualTo(facts.ticket());
        assertThat(commit.entries()).containsExactly(prepared(facts, Status.PLANNED), checkpoint(1, 3));
        assertThat(commit.publications())
                .containsExactly(new Publication.Entered(facts, Status.PLANNED, Status.PLANNED, null, null));
    }

    @Test
    void sendsEachRequestAfterItsOwnCommitInTheOrderInWhichTheyWereAsked() {
        rig.take(CATS_0, POOL_A, 1, 6);
        var commits = rig.asked(Effect.Commit.class);
        assertThat(commits).hasSize(2);

        rig.write(commits.get(0));
        assertThat(rig.submitted())
                .extracting(Facts::ticket)
                .containsExactly(commits.get(0).ticket());

        rig.write(commits.get(1));
        assertThat(rig.submitted())
                .extracting(Facts::ticket)
                .containsExactly(commits.get(1).ticket());
    }

    @Test
    void writesResultsTheEndAndTheCheckpointInOneCommit() {
        var facts = rig.send(CATS_0, POOL_A, 1, 3);

        rig.end(facts);

        var announced = rig.asked(Effect.Commit.class);
        var results = announced.get(announced.size() - 1);
        assertThat(results.entries())
                .containsExactly(done(facts, OffsetSet.range(1, 3), "SUCCESS", 3), checkpoint(4, 3));
        assertThat(results.publications()).singleElement().isInstanceOf(Publication.Ended.class);
    }

    @Test
    void movesTheGroupsOffsetOnlyAfterTheCommit() {
        var facts = rig.send(CATS_0, POOL_A, 1, 3);
        rig.end(facts);
        assertThat(rig.frontier(CATS_0)).hasValue(1);

        rig.commit();

        assertThat(rig.frontier(CATS_0)).isEmpty();
        assertThat(rig.view().totals()).isEqualTo(new Totals(3, 3, 0, 0, 0, 0));
    }

    @Test
    void checkpointsTheFirstRecordThatTheSameCommitLeavesUnsettled() {
        var first = rig.send(CATS_0, POOL_A, 1, 3);
        var second = rig.send(CATS_0, POOL_B, 4, 6);

        rig.end(second);
        assertThat(rig.entries(Checkpoint.class)).last().isEqualTo(checkpoint(1, 6));
        rig.end(first);
        assertThat(rig.entries(Checkpoint.class)).last().isEqualTo(checkpoint(7, 6));
    }

    @Test
    void forgetsAnOperationOnceTheFrontierHasPassedIt() {
        var first = rig.send(CATS_0, POOL_A, 1, 3);
        var second = rig.send(CATS_0, POOL_B, 4, 6);
        rig.finish(second);
        var third = rig.send(CATS_0, POOL_A, 7, 9);
        assertThat(journal.recovered(CATS_0).settled()).isEqualTo(OffsetSet.range(4, 6));

        rig.end(first);
        rig.refuse(third, ProblemKind.POOL);

        assertThat(rig.entries(Forgotten.class))
                .extracting(Forgotten::key)
                .containsExactlyInAnyOrder(
                        prepared(first).key(), prepared(second).key());
    }

    @Test
    void writesTheEndOfRefusedRecordsWithTheirEvents() {
        rig.take(refused(CATS_0, 1), refused(CATS_0, 2));

        var commit = rig.askedOnce(Effect.Commit.class);
        assertThat(commit.entries()).hasSize(2);
        assertThat(commit.entries()).first().isInstanceOfSatisfying(JournalEntry.Refused.class, entry -> {
            assertThat(entry.source()).isEqualTo(CATS_0);
            assertThat(entry.settled()).isEqualTo(OffsetSet.range(1, 2));
        });
        assertThat(commit.entries()).last().isEqualTo(checkpoint(3, 0));
        assertThat(commit.publications())
                .isEqualTo(List.of(new Publication.Refused(
                        ((Publication.Refused) commit.publications().get(0)).refused())));
        assertThat(rig.frontier(CATS_0)).hasValue(1);

        rig.write(commit);
        assertThat(rig.frontier(CATS_0)).isEmpty();
        assertThat(rig.view().totals()).isEqualTo(new Totals(2, 0, 2, 0, 0, 0));
    }

    @Test
    void writesRefusedRecordsOfEachTopicPartitionByItself() {
        rig.hold(CATS_1, readFrom(1));

        rig.take(refused(CATS_0, 1), refused(CATS_1, 1), refused(CATS_0, 2));

        assertThat(rig.asked(Effect.Commit.class))
                .extracting(Effect.Commit::topicPartition)
                .containsExactlyInAnyOrder(CATS_0, CATS_1);
    }

    @Test
    void checkpointsPastASkippedRecordWithTheNextCommit() {
        rig.take(new Intake.Skipped(DeliveryFixture.origin(CATS_0, 1)), accepted(CATS_0, POOL_A, 2));

        rig.pass(LINGER);

        assertThat(rig.entries(Checkpoint.class)).containsExactly(checkpoint(2, 1));
    }

    @Test
    void writesTheNextAttemptInTheCommitThatEndsTheFailedOne() {
        var failed = rig.send(CATS_0, POOL_A, 1, 3);

        rig.answer(failed, OperationStatus.FAIL);
        rig.commit();
        rig.collected(failed, new FoundInLog(1, OffsetSet.of(2)));
        var commit = rig.askedOnce(Effect.Commit.class);
        rig.write(commit);
        assertThat(rig.submitted()).as("after a back-off").isEmpty();
        rig.pass(Duration.ofSeconds(1));

        var again = rig.askedOnce(Effect.Submit.class).facts();
        assertThat(again.attempt()).isEqualTo(2);
        assertThat(again.operationId()).isNotEqualTo(failed.operationId());
        assertThat(again.batch().offsets()).isEqualTo(OffsetSet.of(2));
        assertThat(commit.entries())
                .containsExactly(
                        done(failed, OffsetSet.of(1, 3), "FAIL", 1), prepared(again, Status.PLANNED), checkpoint(2, 3));
        assertThat(commit.publications()).hasSize(2);
        assertThat(rig.frontier(CATS_0)).hasValue(2);
        assertThat(rig.view().totals()).isEqualTo(new Totals(3, 1, 1, 0, 0, 0));
    }

    @Test
    void givesTheNextAttemptAnIdOfItsOwnThoughItsRecordsAreTheSame() {
        var failed = rig.send(CATS_0, POOL_A, 1, 3);

        rig.end(failed, OperationStatus.FAIL, new FoundInLog(0, OffsetSet.range(1, 3)));
        rig.commit();
        rig.pass(Duration.ofSeconds(1));

        var again = rig.askedOnce(Effect.Submit.class).facts();
        assertThat(again.batch().offsets()).isEqualTo(failed.batch().offsets());
        assertThat(again.operationId()).isNotEqualTo(failed.operationId());
        assertThat(journal.recovered(CATS_0).open())
                .extracting(Prepared::operationId)
                .containsExactly(again.operationId());
    }

    @Test
    void settlesEveryRecordOnceWhateverAttemptItTook() {
        var failed = rig.send(CATS_0, POOL_A, 1, 3);
        rig.end(failed, OperationStatus.FAIL, new FoundInLog(1, OffsetSet.of(2)));
        rig.commit();
        rig.pass(Duration.ofSeconds(1));

        rig.finish(rig.askedOnce(Effect.Submit.class).facts());

        assertThat(rig.frontier(CATS_0)).isEmpty();
        assertThat(rig.view().totals()).isEqualTo(new Totals(3, 2, 1, 0, 0, 0));
        assertThat(rig.view().heldBytes()).isZero();
        assertThat(journal.recovered(CATS_0).frontier()).isEqualTo(4);
    }

    @Test
    void writesTheHalvesOfARefusedRequestInTheCommitThatEndsIt() {
        var refused = rig.send(CATS_0, POOL_A, 1, 3);

        rig.refuse(refused, ProblemKind.VALIDATION);
        var commit = rig.askedOnce(Effect.Commit.class);
        assertThat(rig.submitted()).as("nothing before it happened").isEmpty();
        rig.write(commit);
        var halves = rig.submitted();

        assertThat(halves)
                .extracting(facts -> facts.batch().offsets())
                .containsExactly(OffsetSet.of(1), OffsetSet.of(2, 3));
        assertThat(commit.entries())
                .containsExactly(
                        done(refused, OffsetSet.EMPTY, "SPLIT", 0),
                        prepared(halves.get(0), Status.PLANNED),
                        prepared(halves.get(1), Status.PLANNED),
                        checkpoint(1, 3));
        assertThat(commit.publications()).hasSize(3).first().isInstanceOf(Publication.Split.class);
        assertThat(rig.view().totals()).isEqualTo(new Totals(3, 0, 0, 0, 0, 0));
    }

    @Test
    void goesOnWithTheHalvesAfterACrash() {
        var refused = rig.send(CATS_0, POOL_A, 1, 3);
        rig.refuse(refused, ProblemKind.VALIDATION);
        rig.commit();
        var halves = rig.submitted();

        var next = DeliveryRig.exactlyOnce(journal);
        next.hold(CATS_0, readFrom(1));
        next.take(CATS_0, POOL_A, 1, 3);

        assertThat(next.asked(Effect.Read.class))
                .extracting(read -> read.facts().operationId())
                .containsExactlyElementsOf(
                        halves.stream().map(Facts::operationId).toList());
        assertThat(next.asked(Effect.Commit.class)).isEmpty();
    }

    @Test
    void notesWhatPeopleWereToldSoThatANewOwnerDoesNotTellThemAgain() {
        var facts = rig.send(CATS_0, POOL_A, 1, 3);

        rig.answer(facts, OperationStatus.PENDING);
        var submitted = rig.askedOnce(Effect.Commit.class);
        rig.write(submitted);
        rig.pass(Duration.ofSeconds(1));
        rig.read(facts, OperationStatus.RUNNING);

        assertThat(submitted.entries()).first().isEqualTo(prepared(facts, Status.PLANNED, Status.SUBMITTED));
        assertThat(rig.entries(Prepared.class))
                .containsExactly(prepared(facts, Status.PLANNED, Status.SUBMITTED, Status.RUNNING));
    }

    @Test
    void countsTheTasksOfTheDayInEveryCheckpoint() {
        rig.send(CATS_0, POOL_A, 1, 3);
        rig.setTime(NOON.plus(Duration.ofDays(1)));

        rig.take(CATS_0, POOL_A, 4, 6);

        assertThat(rig.entries(Checkpoint.class))
                .containsExactly(new Checkpoint(CATS_0, 0, 1, "topic-1", 1L, TODAY.plusDays(1), 3));
    }

    @Test
    void writesWhatTheGroupHasCommittedAndOnlyNews() {
        rig.finish(rig.send(CATS_0, POOL_A, 1, 3));

        rig.step(new DeliveryEvent.GroupOffsetsSeen(Map.of(CATS_0, 4L)));
        assertThat(rig.commit())
                .singleElement()
                .satisfies(commit ->
                        assertThat(commit.entries()).contains(new Checkpoint(CATS_0, 0, 4, "topic-1", 4L, TODAY, 3)));
        rig.step(new DeliveryEvent.GroupOffsetsSeen(Map.of(CATS_0, 4L)));

        assertThat(rig.asked(Effect.Commit.class)).isEmpty();
    }

    @Test
    void writesWhatTheGroupHasCommittedBeforeTheFirstRecordCame() {
        rig.step(new DeliveryEvent.GroupOffsetsSeen(Map.of(CATS_0, 2L)));

        assertThat(rig.commit())
                .singleElement()
                .satisfies(commit -> assertThat(commit.entries())
                        .containsExactly(new Checkpoint(CATS_0, 0, 1, "topic-1", 2L, TODAY, 0)));
    }

    @Test
    void keepsWhatIsPreparedAfterAnEndUnderTheSameKey() {
        var facts = rig.send(CATS_0, POOL_A, 1, 3);
        journal.append(done(facts, OffsetSet.EMPTY, "SPLIT", 0), prepared(facts, Status.PLANNED));

        var recovered = journal.recovered(CATS_0);

        assertThat(recovered.open()).containsExactly(prepared(facts, Status.PLANNED));
        assertThat(recovered.ended()).isEmpty();
    }
}
