package io.github.tolokaconnect.connector.delivery;

import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.CATS_0;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.LINGER;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.POOL_A;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.POOL_B;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.created;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.readFrom;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.client.OperationStatus;
import io.github.tolokaconnect.client.ProblemKind;
import io.github.tolokaconnect.connector.delivery.DeliveryFixture.FoundInLog;
import io.github.tolokaconnect.connector.delivery.Submission.Facts;
import io.github.tolokaconnect.connector.journal.JournalEntry.Done;
import io.github.tolokaconnect.connector.journal.JournalEntry.Prepared;
import io.github.tolokaconnect.connector.journal.OffsetSet;
import io.github.tolokaconnect.events.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A sink task prepared an operation with offsets 1 to 3 and crashed; its records come again. */
class DeliveryRecoveryTest {
    private final FakeJournal journal = new FakeJournal();
    private final DeliveryRig before = DeliveryRig.exactlyOnce(journal);
    private final DeliveryRig rig = DeliveryRig.exactlyOnce(journal);
    private Facts sent;

    @BeforeEach
    void prepareAndCrash() {
        before.hold(CATS_0, readFrom(1));
        sent = before.send(CATS_0, POOL_A, 1, 3);
    }

    /** The new owner has claimed, its records have come again, and the operation is about to be read. */
    private Facts adopted() {
        rig.hold(CATS_0, readFrom(1));
        rig.take(CATS_0, POOL_A, 1, 3);
        return rig.askedOnce(Effect.Read.class).facts();
    }

    private static List<Status> announced(List<Effect.Commit> commits) {
        return commits.stream()
                .flatMap(commit -> commit.publications().stream())
                .filter(Publication.Entered.class::isInstance)
                .map(publication -> ((Publication.Entered) publication).status())
                .toList();
    }

    @Test
    void looksForAnOperationOnceAllItsRecordsCameAgain() {
        rig.hold(CATS_0, readFrom(1));
        rig.take(CATS_0, POOL_A, 1, 2);
        rig.pass(Duration.ofHours(1));
        assertThat(rig.asked(Effect.Read.class)).isEmpty();

        rig.take(CATS_0, POOL_A, 3, 3);

        var adopted = rig.askedOnce(Effect.Read.class).facts();
        assertThat(adopted.operationId()).isEqualTo(sent.operationId());
        assertThat(adopted.plannedAt()).isEqualTo(sent.plannedAt());
        assertThat(adopted.batch().offsets()).isEqualTo(sent.batch().offsets());
        assertThat(adopted.batch().isReadable()).isTrue();
    }

    @Test
    void neverSendsAnOperationThatThePlatformKnows() {
        var adopted = adopted();

        rig.read(adopted, OperationStatus.PENDING);
        rig.pass(Duration.ofSeconds(1));
        rig.read(adopted, OperationStatus.SUCCESS);
        rig.collected(adopted, created(3));
        rig.commit();

        assertThat(rig.asked(Effect.Submit.class)).isEmpty();
        assertThat(rig.frontier(CATS_0)).isEmpty();
        assertThat(rig.view().totals()).isEqualTo(new Totals(3, 3, 0, 0, 0, 0));
        assertThat(rig.view().heldBytes()).isZero();
        assertThat(journal.recovered(CATS_0).open()).isEmpty();
        assertThat(journal.recovered(CATS_0).frontier()).isEqualTo(4);
    }

    @Test
    void followsAnOperationThatRunsForHoursWithoutSendingItAgain() {
        var adopted = adopted();
        rig.read(adopted, OperationStatus.RUNNING);
        var commits = new ArrayList<>(rig.commit());

        for (int minute = 1; minute <= 300; minute++) {
            rig.pass(Duration.ofMinutes(1));
            rig.askedOnce(Effect.Read.class);
            rig.read(adopted, OperationStatus.RUNNING);
            commits.addAll(rig.commit());
        }

        assertThat(rig.asked(Effect.Submit.class)).isEmpty();
        assertThat(announced(commits)).containsExactly(Status.SUBMITTED, Status.RUNNING, Status.STUCK);
    }

    @Test
    void sendsWhatThePlatformDoesNotKnowAsItWasRecordedUnderTheRecordedId() {
        rig.hold(CATS_0, readFrom(1));
        rig.take(CATS_0, POOL_B, 1, 3); // another configuration since
        var adopted = rig.askedOnce(Effect.Read.class).facts();

        rig.readRefused(adopted, ProblemKind.NOT_FOUND);

        var again = rig.askedOnce(Effect.Submit.class).facts();
        assertThat(again.operationId()).isEqualTo(sent.operationId());
        assertThat(again.batch().pool()).isEqualTo(POOL_A);
        assertThat(again.batch().tasks()).allMatch(task -> task.pool().equals(POOL_A));
        assertThat(again.batch().offsets()).isEqualTo(sent.batch().offsets());
    }

    @Test
    void followsAnOperationWhoseDelayedRequestArrivedAfterAll() {
        var adopted = adopted();
        rig.readRefused(adopted, ProblemKind.NOT_FOUND);
        rig.askedOnce(Effect.Submit.class);

        rig.refuse(adopted, ProblemKind.ALREADY_EXISTS);

        assertThat(rig.askedOnce(Effect.Read.class).facts()).isEqualTo(adopted);
        rig.read(adopted, OperationStatus.SUCCESS);
        rig.collected(adopted, created(3));
        rig.commit();
        assertThat(rig.view().totals()).isEqualTo(new Totals(3, 3, 0, 0, 0, 0));
    }

    @Test
    void readsAgainWhenThePlatformDoesNotAnswer() {
        var adopted = adopted();

        rig.readRefused(adopted, ProblemKind.UNKNOWN);
        assertThat(rig.askedOnce(Effect.Warn.class).message()).startsWith("TLK-303");
        rig.pass(Duration.ofSeconds(1));

        assertThat(rig.asked(Effect.Read.class)).containsExactly(new Effect.Read(adopted));
        assertThat(rig.asked(Effect.Submit.class)).isEmpty();
    }

    @Test
    void readsAgainWithANewCredentialWhereItIsRefused() {
        var adopted = adopted();

        rig.readRefused(adopted, ProblemKind.ACCESS);

        assertThat(rig.askedOnce(Effect.RenewCredential.class).refusal()).contains("request-1");
        assertThat(rig.asked(Effect.Read.class)).containsExactly(new Effect.Read(adopted));
        assertThat(rig.asked(Effect.Submit.class)).isEmpty();
    }

    @Test
    void triesAgainWhatFailedWhileNobodyLooked() {
        var adopted = adopted();

        rig.read(adopted, OperationStatus.FAIL);
        rig.collected(adopted, new FoundInLog(2, OffsetSet.of(2)));
        var end = rig.asked(Effect.Commit.class);

        assertThat(end.get(end.size() - 1).entries()).first().isInstanceOfSatisfying(Done.class, done -> {
            assertThat(done.operationId()).isEqualTo(sent.operationId());
            assertThat(done.settled()).isEqualTo(OffsetSet.of(1, 3));
        });
        assertThat(end.get(end.size() - 1).entries())
                .filteredOn(Prepared.class::isInstance)
                .singleElement()
                .satisfies(entry -> assertThat(((Prepared) entry).attempt()).isEqualTo(2));
    }

    @Test
    void goesOnWithTheNextAttemptThatWasWrittenWhenTheFirstOneEnded() {
        before.end(sent, OperationStatus.FAIL, new FoundInLog(2, OffsetSet.of(2)));
        before.commit();

        rig.hold(CATS_0, readFrom(1));
        rig.take(CATS_0, POOL_A, 2, 3);
        var adopted = rig.askedOnce(Effect.Read.class).facts();
        rig.readRefused(adopted, ProblemKind.NOT_FOUND);

        before.pass(Duration.ofSeconds(1));
        var expected = before.askedOnce(Effect.Submit.class).facts();
        var again = rig.askedOnce(Effect.Submit.class).facts();
        assertThat(again.operationId()).isEqualTo(expected.operationId());
        assertThat(again.attempt()).isEqualTo(2);
        assertThat(again.batch().offsets()).isEqualTo(OffsetSet.of(2));
        assertThat(rig.view().heldRecords()).as("3 has its end").isEqualTo(1);
    }

    @Test
    void doesNotTellPeopleAgainWhatTheyWereTold() {
        before.answer(sent, OperationStatus.PENDING);
        before.commit();
        before.pass(Duration.ofSeconds(1));
        before.read(sent, OperationStatus.RUNNING);
        before.commit();

        var adopted = adopted();
        rig.read(adopted, OperationStatus.RUNNING);
        rig.pass(Duration.ofSeconds(1));
        rig.read(adopted, OperationStatus.RUNNING);

        assertThat(rig.commit()).isEmpty();
    }

    @Test
    void putsOtherRecordsIntoOperationsOfTheirOwn() {
        rig.hold(CATS_0, readFrom(1));
        rig.take(CATS_0, POOL_A, 1, 5);
        rig.pass(LINGER);
        rig.commit();

        assertThat(rig.submitted()).singleElement().satisfies(other -> {
            assertThat(other.batch().offsets()).isEqualTo(OffsetSet.of(4, 5));
            assertThat(other.operationId()).isNotEqualTo(sent.operationId());
        });
    }

    @Test
    void recoversSeveralOperationsEachByItself() {
        var second = before.send(CATS_0, POOL_B, 4, 6);

        rig.hold(CATS_0, readFrom(1));
        rig.take(CATS_0, POOL_A, 1, 3);
        assertThat(rig.asked(Effect.Read.class))
                .extracting(read -> read.facts().operationId())
                .containsExactly(sent.operationId());
        rig.take(CATS_0, POOL_A, 4, 6);

        assertThat(rig.asked(Effect.Read.class))
                .extracting(read -> read.facts().operationId())
                .containsExactly(second.operationId());
    }

    @Test
    void leavesTheGroupsOffsetBelowAnOperationThatIsRecovered() {
        rig.hold(CATS_0, readFrom(1));
        assertThat(rig.frontier(CATS_0)).hasValue(1);
        rig.take(CATS_0, POOL_A, 1, 2);
        assertThat(rig.frontier(CATS_0)).hasValue(1);

        rig.take(CATS_0, POOL_A, 3, 3);

        assertThat(rig.frontier(CATS_0)).hasValue(1);
    }

    @Test
    void countsTheTasksOfARecoveredOperationOnce() {
        var adopted = adopted();

        rig.readRefused(adopted, ProblemKind.NOT_FOUND);
        rig.askedOnce(Effect.Submit.class);

        assertThat(rig.view().tasksToday()).isEqualTo(3);
    }

    @Test
    void countsTheRecordsOfAnIncompleteOperationAsAbandonedWhenItMovesAway() {
        rig.hold(CATS_0, readFrom(1));
        rig.take(CATS_0, POOL_A, 1, 2);
        assertThat(rig.view().heldRecords()).isEqualTo(2);

        rig.close(CATS_0);

        assertThat(rig.view().totals()).isEqualTo(new Totals(2, 0, 0, 0, 2, 0));
        assertThat(rig.view().heldBytes()).isZero();
    }

    @Test
    void recoversWhatWasRecoveredBeforeAfterAnotherCrash() {
        var adopted = adopted();
        rig.read(adopted, OperationStatus.PENDING);
        rig.commit();

        var third = DeliveryRig.exactlyOnce(journal);
        third.hold(CATS_0, readFrom(1));
        third.take(CATS_0, POOL_A, 1, 3);

        assertThat(third.askedOnce(Effect.Read.class).facts().operationId()).isEqualTo(sent.operationId());
    }

    @Test
    void halvesARecoveredRequestThatThePlatformRefuses() {
        var adopted = adopted();
        rig.readRefused(adopted, ProblemKind.NOT_FOUND);
        rig.asked();

        rig.refuse(adopted, ProblemKind.VALIDATION);
        rig.commit();

        assertThat(rig.submitted())
                .extracting(facts -> facts.batch().offsets())
                .containsExactly(OffsetSet.of(1), OffsetSet.of(2, 3));
        assertThat(journal.recovered(CATS_0).open()).hasSize(2);
    }
}
