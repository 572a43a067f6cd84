package io.github.tolokaconnect.connector.delivery;

import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.CATS_0;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.CATS_1;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.NOON;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.POOL_A;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.POOL_B;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.readFrom;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.connector.journal.Recovered;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who may work on a topic-partition, from when on, and from where. */
class DeliveryClaimTest {
    private final FakeJournal journal = new FakeJournal();
    private final DeliveryRig rig = DeliveryRig.exactlyOnce(journal);

    /** The journal of a sink task before, which finished offsets 1 to 3. */
    private void finishedBefore() {
        var before = DeliveryRig.exactlyOnce(journal);
        before.hold(CATS_0, readFrom(1));
        before.finish(before.send(CATS_0, POOL_A, 1, 3));
    }

    @Test
    void asksOnceWhichOfTheTopicPartitionsHaveOperationsUnderWay() {
        rig.open(CATS_0, CATS_1);
        rig.pass(Duration.ofHours(1));

        assertThat(rig.asked()).containsExactly(new Effect.Survey(List.of(CATS_0, CATS_1)));
    }

    @Test
    void claimsAtOnceWhatHasOperationsUnderWayAndNothingElse() {
        rig.open(CATS_0, CATS_1);
        rig.asked();

        rig.step(new DeliveryEvent.Surveyed(Set.of(CATS_1)));

        assertThat(rig.askedOnce(Effect.Claim.class).topicPartition()).isEqualTo(CATS_1);
        assertThat(rig.view().unclaimed()).containsExactly(CATS_1);
    }

    @Test
    void claimsAnIdleTopicPartitionWithItsFirstRecord() {
        rig.open(CATS_0);
        assertThat(rig.view().unclaimed()).as("its first record has to come").isEmpty();
        rig.take(CATS_0, POOL_A, 1, 1);
        rig.take(CATS_0, POOL_A, 2, 2);
        rig.step(new DeliveryEvent.Surveyed(Set.of(CATS_0)));

        assertThat(rig.asked(Effect.Claim.class))
                .extracting(Effect.Claim::topicPartition)
                .containsExactly(CATS_0);
    }

    @Test
    void letsRecordsWaitUntilTheirTopicPartitionIsClaimed() {
        rig.open(CATS_0);
        rig.take(CATS_0, POOL_A, 1, 3);
        rig.pass(Duration.ofHours(1));
        assertThat(rig.asked(Effect.Commit.class)).isEmpty();
        assertThat(rig.view().unclaimed()).containsExactly(CATS_0);
        assertThat(rig.frontier(CATS_0)).hasValue(1);

        rig.claimed(CATS_0, readFrom(1));
        rig.commit();

        assertThat(rig.submitted())
                .singleElement()
                .satisfies(facts -> assertThat(facts.batch()).hasToString("cats-0@1-3 pool=A tasks=3"));
        assertThat(rig.view().unclaimed()).isEmpty();
    }

    @Test
    void goesOnReadingAtTheFrontierOfTheJournal() {
        finishedBefore();
        rig.open(CATS_0);
        rig.take(CATS_0, POOL_A, 1, 3);

        rig.claimed(CATS_0, readFrom(1));

        assertThat(rig.askedOnce(Effect.Seek.class)).isEqualTo(new Effect.Seek(CATS_0, 4));
        rig.pass(Duration.ofHours(1));
        assertThat(rig.commit())
                .as("what was delivered before the seek is not worked on")
                .isEmpty();
        rig.take(CATS_0, POOL_A, 4, 6);
        rig.commit();
        assertThat(rig.submitted())
                .extracting(facts -> facts.batch().firstOffset())
                .containsExactly(4L);
    }

    @Test
    void passesOverRecordsThatTheJournalSaysAreSettled() {
        var before = DeliveryRig.exactlyOnce(journal);
        before.hold(CATS_0, readFrom(1));
        before.send(CATS_0, POOL_A, 1, 3);
        before.finish(before.send(CATS_0, POOL_B, 4, 6));

        rig.open(CATS_0);
        rig.take(CATS_0, POOL_A, 1, 7);
        rig.claimed(CATS_0, readFrom(1));

        assertThat(rig.view().totals().redelivered()).isEqualTo(3);
        assertThat(rig.view().heldRecords()).as("1 to 3 and 7").isEqualTo(4);
    }

    @Test
    void staysWhereItIsIfThatIsTheFrontier() {
        finishedBefore();

        rig.open(CATS_0);
        rig.take(CATS_0, POOL_A, 4, 6);
        rig.claimed(CATS_0, readFrom(4));

        assertThat(rig.asked(Effect.Seek.class)).isEmpty();
        assertThat(rig.asked(Effect.Commit.class)).hasSize(1);
    }

    @Test
    void readsOnWhereTheConsumerIsWhenNobodyKnowsAnything() {
        rig.open(CATS_0);
        rig.step(new DeliveryEvent.Surveyed(Set.of(CATS_0)));

        rig.claimed(CATS_0, SourceLog.UNKNOWN);

        assertThat(rig.asked(Effect.Seek.class)).isEmpty();
        rig.take(CATS_0, POOL_A, 70, 72);
        assertThat(rig.askedOnce(Effect.Commit.class).entries()).hasSize(2);
    }

    @Test
    void claimsAgainAfterGrowingWaitsWhileThatFails() {
        rig.open(CATS_0);
        rig.take(CATS_0, POOL_A, 1, 3);

        rig.notClaimed();
        assertThat(rig.askedOnce(Effect.Warn.class).message()).startsWith("TLK-508");
        assertThat(rig.nextDue()).contains(NOON.plusSeconds(1));
        rig.pass(Duration.ofSeconds(1));
        rig.notClaimed();
        rig.pass(Duration.ofSeconds(1));
        assertThat(rig.asked(Effect.Claim.class)).as("two seconds this time").isEmpty();
        rig.pass(Duration.ofSeconds(1));

        rig.claimed(CATS_0, readFrom(1));
        rig.commit();
        assertThat(rig.submitted()).as("its records waited").hasSize(1);
    }

    @Test
    void commitsNothingWhileItCannotClaim() {
        rig.open(CATS_0);
        rig.take(CATS_0, POOL_A, 1, 3);

        rig.notClaimed();

        assertThat(rig.frontier(CATS_0)).hasValue(1);
        assertThat(rig.view().unclaimed()).containsExactly(CATS_0);
        assertThat(rig.asked(Effect.Commit.class)).isEmpty();
    }

    @Test
    void releasesTopicPartitionsThatMoveAway() {
        rig.hold(CATS_0, readFrom(1));
        rig.send(CATS_0, POOL_A, 1, 3);

        rig.close(CATS_0);

        assertThat(rig.asked()).containsExactly(new Effect.Release(List.of(CATS_0)));
        assertThat(rig.view().totals()).isEqualTo(new Totals(3, 0, 0, 0, 3, 0));
        assertThat(rig.view().heldBytes()).isZero();
        assertThat(rig.nextDue()).isEmpty();
    }

    @Test
    void ignoresAClaimThatIsAnsweredAfterTheTopicPartitionMovedAwayAndCameBack() {
        rig.open(CATS_0);
        rig.take(CATS_0, POOL_A, 1, 3);
        var late = rig.askedOnce(Effect.Claim.class);
        rig.close(CATS_0);
        rig.open(CATS_0);
        rig.take(CATS_0, POOL_A, 1, 3);

        rig.step(new DeliveryEvent.Claimed(CATS_0, late.ticket(), Recovered.NOTHING, readFrom(1)));
        rig.step(new DeliveryEvent.NotClaimed(CATS_0, late.ticket(), "timeout"));

        assertThat(rig.asked(Effect.Commit.class)).isEmpty();
        assertThat(rig.asked(Effect.Claim.class)).as("the second one").hasSize(1);
        assertThat(rig.view().unclaimed()).containsExactly(CATS_0);
    }

    @Test
    void ignoresAnAnswerToAClaimThatWasGivenUp() {
        rig.open(CATS_0);
        rig.take(CATS_0, POOL_A, 1, 3);
        var first = rig.askedOnce(Effect.Claim.class);
        rig.step(new DeliveryEvent.NotClaimed(CATS_0, first.ticket(), "timeout"));

        rig.step(new DeliveryEvent.Claimed(CATS_0, first.ticket(), Recovered.NOTHING, readFrom(1)));

        assertThat(rig.asked(Effect.Commit.class)).isEmpty();
        assertThat(rig.view().unclaimed()).containsExactly(CATS_0);
    }

    @Test
    void countsTheTasksThatTheJournalSaysWereSentToday() {
        finishedBefore();
        var fused = DeliveryRig.exactlyOnce(journal, 4);

        fused.hold(CATS_0, readFrom(4));
        assertThat(fused.view().tasksToday()).isEqualTo(3);
        fused.take(CATS_0, POOL_A, 4, 6);
        fused.commit();

        assertThat(fused.submitted()).extracting(facts -> facts.batch().size()).containsExactly(1);
        assertThat(fused.view().accountBlocked()).isTrue();
    }

    @Test
    void countsTheTasksOfATopicPartitionOnlyWhileItHoldsIt() {
        finishedBefore();
        rig.hold(CATS_0, readFrom(4));
        assertThat(rig.view().tasksToday()).isEqualTo(3);
        rig.take(CATS_0, POOL_A, 4, 6);
        assertThat(rig.view().tasksToday()).isEqualTo(6);

        rig.close(CATS_0);

        assertThat(rig.view().tasksToday()).isZero();
    }

    @Test
    void countsNothingOfYesterday() {
        finishedBefore();
        rig.setTime(NOON.plus(Duration.ofDays(1)));

        rig.hold(CATS_0, readFrom(4));

        assertThat(rig.view().tasksToday()).isZero();
    }
}
