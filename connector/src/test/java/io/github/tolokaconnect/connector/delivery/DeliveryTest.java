package io.github.tolokaconnect.connector.delivery;

import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.CATS_0;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.CATS_1;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.LINGER;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.NOON;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.POOL_A;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.POOL_B;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.origin;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.problem;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.problemAt;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.client.Answer;
import io.github.tolokaconnect.client.PoolId;
import io.github.tolokaconnect.client.ProblemKind;
import io.github.tolokaconnect.client.QuotaInterval;
import io.github.tolokaconnect.connector.config.BatchingConfig;
import io.github.tolokaconnect.connector.delivery.Submission.Facts;
import io.github.tolokaconnect.connector.intake.Intake;
import io.github.tolokaconnect.events.FieldError;
import io.github.tolokaconnect.events.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeliveryTest {
    private static final PoolId POOL_C = new PoolId("C");
    private static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");

    private DeliveryRig rig = rig(DeliveryFixture.batching(2, 1), -1);

    private static DeliveryRig rig(BatchingConfig batching, long dailyFuse) {
        var rig = DeliveryRig.atLeastOnce(batching, dailyFuse);
        rig.open(CATS_0, CATS_1);
        return rig;
    }

    @Test
    void commitsUpToTheFirstRecordWithoutAResult() {
        rig.take(CATS_0, POOL_A, 1, 3);
        rig.take(CATS_0, POOL_B, 4, 6);
        var requests = rig.submitted();

        rig.finish(requests.get(1));
        assertThat(rig.frontier(CATS_0)).hasValue(1);

        rig.finish(requests.get(0));
        assertThat(rig.frontier(CATS_0)).isEmpty();
        assertThat(rig.view().totals()).isEqualTo(new Totals(6, 6, 0, 0, 0, 0));
        assertThat(rig.view().heldBytes()).isZero();
    }

    @Test
    void settlesARefusedRecordOnceItsEventIsAcknowledged() {
        var why = FieldError.of(null, null, "JSON_EXPECTED", null);
        rig.take(new Intake.Refused(origin(CATS_0, 4), null, Stage.MAPPING, List.of(why), new byte[9], false));
        var commit = rig.askedOnce(Effect.Commit.class);
        assertThat(commit.publications()).singleElement().isInstanceOf(Publication.Refused.class);
        assertThat(commit.entries()).as("there is no journal").isEmpty();

        rig.notCommitted(commit, false);
        assertThat(rig.frontier(CATS_0)).hasValue(4);
        assertThat(rig.asked()).isEmpty();
        rig.pass(Duration.ofSeconds(1));
        assertThat(rig.asked()).containsExactly(commit);

        rig.committed(commit);
        assertThat(rig.frontier(CATS_0)).isEmpty();
        assertThat(rig.view().totals()).isEqualTo(new Totals(1, 0, 1, 0, 0, 0));
        assertThat(rig.view().heldRecords()).isZero();
    }

    @Test
    void settlesASkippedRecordAtOnce() {
        rig.take(new Intake.Skipped(origin(CATS_0, 4)));

        assertThat(rig.frontier(CATS_0)).isEmpty();
        assertThat(rig.view().totals()).isEqualTo(new Totals(1, 0, 0, 1, 0, 0));
    }

    @Test
    void leavesRoomToOtherPoolsWhileSeveralTakeNone() {
        rig.take(CATS_0, POOL_A, 1, 3);
        rig.take(CATS_0, POOL_B, 4, 6);
        rig.take(CATS_0, POOL_C, 7, 9);
        var full = rig.submitted();

        full.forEach(facts -> rig.refuse(facts, ProblemKind.POOL));

        assertThat(full).extracting(facts -> facts.batch().pool()).containsExactly(POOL_A, POOL_B);
        assertThat(rig.submitted()).extracting(facts -> facts.batch().pool()).containsExactly(POOL_C);
    }

    @Test
    void sendsAParkedRequestAgainOnlyWhereThereIsRoom() {
        rig = rig(DeliveryFixture.batching(1, 1), -1);
        rig.take(CATS_0, POOL_A, 1, 3);
        rig.take(CATS_0, POOL_B, 4, 6);
        var parked = rig.submitted().get(0);
        rig.refuse(parked, ProblemKind.POOL);
        var inItsPlace = rig.submitted().get(0);

        rig.pass(Duration.ofSeconds(9));
        assertThat(rig.submitted()).isEmpty();
        rig.finish(inItsPlace);

        assertThat(rig.submitted()).containsExactly(parked);
    }

    @Test
    void renewsARefusedCredentialOnceAndRepeatsEveryRequestThatItFailed() {
        rig.take(CATS_0, POOL_A, 1, 3);
        rig.take(CATS_0, POOL_B, 4, 6);
        var sent = rig.submitted();

        sent.forEach(facts -> rig.refuse(facts, ProblemKind.ACCESS));

        assertThat(rig.asked(Effect.RenewCredential.class)).hasSize(1);
        assertThat(rig.submitted()).as("under the same operation ids").containsExactlyElementsOf(sent);
    }

    @Test
    void asksForACredentialBeforeItRepeatsTheRequest() {
        rig.take(CATS_0, POOL_A, 1, 3);
        var sent = rig.submitted().get(0);
        rig.asked();

        rig.refuse(sent, ProblemKind.ACCESS);

        assertThat(rig.asked())
                .filteredOn(effect -> effect instanceof Effect.RenewCredential || effect instanceof Effect.Submit)
                .extracting(effect -> effect.getClass().getSimpleName())
                .containsExactly("RenewCredential", "Submit");
    }

    @Test
    void renewsTheCredentialAgainWhenTheNewOneIsRefusedToo() {
        rig.take(CATS_0, POOL_A, 1, 3);
        var sent = rig.submitted().get(0);

        rig.refuse(sent, ProblemKind.ACCESS);
        rig.refuse(rig.submitted().get(0), ProblemKind.ACCESS);

        assertThat(rig.asked(Effect.RenewCredential.class)).hasSize(2);
    }

    @Test
    void sendsNothingNewWhileTheQuotaIsUsedUp() {
        rig.take(CATS_0, POOL_A, 1, 3);
        var throttled = rig.submitted().get(0);

        rig.answer(
                throttled,
                new Answer.Throttled<>(problem(ProblemKind.UNKNOWN), QuotaInterval.MIN, Duration.ofSeconds(60)));
        rig.take(CATS_0, POOL_B, 4, 6);
        rig.pass(Duration.ofSeconds(59));
        assertThat(rig.submitted()).isEmpty();
        assertThat(rig.view().pauseWanted()).isTrue();
        assertThat(rig.view().accountBlocked()).isTrue();

        rig.pass(Duration.ofSeconds(1));
        assertThat(rig.submitted())
                .extracting(Facts::batch)
                .extracting(MicroBatch::pool)
                .containsExactly(POOL_A, POOL_B);
        assertThat(rig.view().pauseWanted()).isFalse();
    }

    @Test
    void sendsNoMoreThanTheFuseAllowsBeforeMidnight() {
        rig = rig(DeliveryFixture.batching(4, 4), 4);

        rig.take(CATS_0, POOL_A, 1, 6);

        assertThat(rig.askedOnce(Effect.Warn.class).message()).startsWith("TLK-307");
        assertThat(rig.submitted()).extracting(facts -> facts.batch().size()).containsExactly(3, 1);
        assertThat(rig.view().pauseWanted()).isTrue();
        rig.commit();
        rig.pass(Duration.ofHours(11));
        assertThat(rig.asked()).isEmpty();

        rig.setTime(MIDNIGHT);
        rig.tick();
        assertThat(rig.submitted()).extracting(facts -> facts.batch().size()).containsExactly(2);
    }

    @Test
    void repeatsARequestThatTheFuseCountedAlready() {
        rig = rig(DeliveryFixture.batching(4, 4), 3);
        rig.take(CATS_0, POOL_A, 1, 6);
        var counted = rig.submitted().get(0);

        rig.answer(counted, new Answer.Unavailable<>("timeout", null, null));
        rig.pass(Duration.ofSeconds(1));

        assertThat(rig.submitted()).containsExactly(counted);
    }

    @Test
    void countsATaskOnceHoweverOftenItsRequestIsHalved() {
        rig.take(CATS_0, POOL_A, 1, 3);

        rig.refuse(rig.submitted().get(0), ProblemKind.VALIDATION);
        rig.commit();
        var half = rig.submitted().get(0);
        rig.finish(half);

        assertThat(half.batch()).hasToString("cats-0@1-1 pool=A tasks=1");
        assertThat(rig.submitted()).extracting(Facts::batch).hasToString("[cats-0@2-3 pool=A tasks=2]");
        assertThat(rig.view().tasksToday()).isEqualTo(3);
    }

    @Test
    void sendsTheSecondHalfOnlyWhereThereIsRoom() {
        rig = rig(DeliveryFixture.batching(1, 1), -1);
        rig.take(CATS_0, POOL_A, 1, 3);
        rig.take(CATS_0, POOL_B, 4, 6);
        rig.refuse(rig.submitted().get(0), ProblemKind.VALIDATION);
        rig.commit();
        var first = rig.submitted();
        rig.pass(Duration.ofMinutes(1));
        assertThat(rig.submitted()).isEmpty();

        rig.finish(first.get(0));

        assertThat(first).extracting(Facts::batch).hasToString("[cats-0@1-1 pool=A tasks=1]");
        assertThat(rig.submitted()).extracting(Facts::batch).hasToString("[cats-0@2-3 pool=A tasks=2]");
    }

    @Test
    void settlesTheRecordsOfARequestWhoseCulpritsArePublished() {
        rig.take(CATS_0, POOL_A, 1, 3);
        var refused = rig.submitted().get(0);

        rig.answer(refused, new Answer.Rejected<>(problemAt(1)));
        rig.commit();

        assertThat(rig.view().totals()).isEqualTo(new Totals(3, 0, 3, 0, 0, 0));
        assertThat(rig.frontier(CATS_0)).isEmpty();
    }

    @Test
    void pausesAtTheHighWaterMarkAndResumesAtHalfOfIt() {
        rig = rig(new BatchingConfig(2, 100, LINGER, 8, 8, 6, 1_000_000), -1);
        rig.take(CATS_0, POOL_A, 1, 5);
        assertThat(rig.view().pauseWanted()).isFalse();
        rig.take(CATS_0, POOL_A, 6, 6);
        assertThat(rig.view().pauseWanted()).isTrue();
        var requests = rig.submitted();

        rig.finish(requests.get(0));
        assertThat(rig.view().heldRecords()).isEqualTo(4);
        assertThat(rig.view().pauseWanted()).isTrue();

        rig.finish(requests.get(1));
        assertThat(rig.view().pauseWanted()).isFalse();
    }

    @Test
    void forgetsATopicPartitionThatMovedAwayAndIgnoresLateAnswers() {
        rig.take(CATS_0, POOL_A, 1, 4);
        rig.take(CATS_1, POOL_B, 1, 3);
        var here = rig.submitted().get(0);

        rig.close(CATS_0);
        rig.refuse(here, ProblemKind.VALIDATION);

        assertThat(rig.submitted()).isEmpty();
        assertThat(rig.frontier(CATS_0)).isEmpty();
        assertThat(rig.frontier(CATS_1)).hasValue(1);
        assertThat(rig.view().totals()).isEqualTo(new Totals(7, 0, 0, 0, 4, 0));
        assertThat(rig.view().heldRecords()).isEqualTo(3);
    }

    @Test
    void takesRecordsAgainAfterATopicPartitionCameBack() {
        rig.take(CATS_0, POOL_A, 1, 3);
        var before = rig.submitted().get(0);
        rig.close(CATS_0);
        rig.open(CATS_0);

        rig.take(CATS_0, POOL_A, 1, 3);

        assertThat(rig.submitted()).singleElement().satisfies(after -> {
            assertThat(after.operationId()).isEqualTo(before.operationId());
            assertThat(after.ticket()).isNotEqualTo(before.ticket());
        });
    }

    @Test
    void countsARedeliveredRecordWithoutTakingItAgain() {
        rig.take(CATS_0, POOL_A, 1, 2);
        rig.take(CATS_0, POOL_A, 1, 2);

        assertThat(rig.view().totals()).isEqualTo(new Totals(2, 0, 0, 0, 0, 2));
        assertThat(rig.view().heldRecords()).isEqualTo(2);
    }

    @Test
    void saysWhenItWantsToBeAskedAgain() {
        assertThat(rig.nextDue()).isEmpty();

        rig.take(CATS_0, POOL_A, 1, 1);
        assertThat(rig.nextDue()).contains(NOON.plus(LINGER));

        rig.pass(LINGER);
        assertThat(rig.nextDue()).as("an answer is outstanding").isEmpty();
        assertThat(rig.delivery().view(rig.now().plusSeconds(5)).oldestInFlight())
                .contains(Duration.ofSeconds(5));
    }

    @Test
    void worksOnATopicPartitionAsSoonAsItIsAssignedWithoutAJournal() {
        rig.take(CATS_0, POOL_A, 1, 3);

        assertThat(rig.asked(Effect.Submit.class)).hasSize(1);
        assertThat(rig.asked(Effect.Commit.class)).singleElement().satisfies(commit -> {
            assertThat(commit.entries()).isEmpty();
            assertThat(commit.publications()).singleElement().isInstanceOf(Publication.Entered.class);
        });
        assertThat(rig.asked()).as("no claims").isEmpty();
        assertThat(rig.view().unclaimed()).isEmpty();
    }

    @Test
    void writesResultsAgainUntilTheyAreAcknowledgedWithoutAJournal() {
        rig.take(CATS_0, POOL_A, 1, 3);
        var facts = rig.submitted().get(0);
        rig.commit();
        rig.end(facts);
        var results = rig.asked(Effect.Commit.class).stream()
                .filter(commit -> commit.ticket() == facts.ticket())
                .findFirst()
                .orElseThrow();

        rig.notCommitted(results, false);
        assertThat(rig.frontier(CATS_0)).hasValue(1);
        rig.pass(Duration.ofSeconds(1));
        assertThat(rig.asked(Effect.Commit.class)).containsExactly(results);
        rig.committed(results);

        assertThat(rig.frontier(CATS_0)).isEmpty();
        assertThat(rig.view().totals()).isEqualTo(new Totals(3, 3, 0, 0, 0, 0));
    }

    @Test
    void asksForNothingWhenATopicPartitionMovesAwayWithoutAJournal() {
        rig.take(CATS_0, POOL_A, 1, 1);

        rig.close(CATS_0);

        assertThat(rig.asked()).isEmpty();
    }
}
