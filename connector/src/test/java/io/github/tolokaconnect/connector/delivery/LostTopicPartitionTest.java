package io.github.tolokaconnect.connector.delivery;

import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.CATS_0;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.CATS_1;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.LINGER;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.POOL_A;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.POOL_B;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.created;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.readFrom;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.client.OperationStatus;
import io.github.tolokaconnect.connector.delivery.Submission.Facts;
import io.github.tolokaconnect.connector.journal.OffsetSet;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A commit failed, or reading went back: the topic-partition is forgotten and claimed again. */
class LostTopicPartitionTest {
    private final FakeJournal journal = new FakeJournal();
    private final DeliveryRig rig = DeliveryRig.exactlyOnce(journal);

    @BeforeEach
    void holdsATopicPartition() {
        rig.hold(CATS_0, readFrom(1));
    }

    /** An operation with offsets 1 to 3, whose preparation is being written. */
    private Effect.Commit preparing() {
        rig.take(CATS_0, POOL_A, 1, 3);
        return rig.askedOnce(Effect.Commit.class);
    }

    /** The results of an operation, being written. */
    private Effect.Commit results(Facts facts) {
        rig.end(facts);
        var commits = rig.asked(Effect.Commit.class);
        assertThat(commits).hasSize(2);
        rig.write(commits.get(0));
        return commits.get(1);
    }

    @Test
    void sendsNothingOnceAnotherSinkTaskHasClaimedTheTopicPartition() {
        var preparing = preparing();

        rig.notCommitted(preparing, true);

        assertThat(rig.askedOnce(Effect.Warn.class).message())
                .startsWith("TLK-503 ")
                .contains("operation.namespace", "topicPartition=cats-0");
        assertThat(rig.asked()).isEmpty();
        assertThat(rig.view().unclaimed()).containsExactly(CATS_0);
        assertThat(rig.view().totals()).isEqualTo(new Totals(3, 0, 0, 0, 3, 0));
        assertThat(rig.view().heldBytes()).isZero();
    }

    @Test
    void claimsAgainAndReadsFromTheFirstRecordWithoutAResult() {
        rig.notCommitted(preparing(), true);
        rig.pass(Duration.ofSeconds(1));

        rig.claimed(CATS_0, readFrom(1));
        assertThat(rig.asked(Effect.Seek.class)).containsExactly(new Effect.Seek(CATS_0, 1));
        rig.take(CATS_0, POOL_A, 1, 3);
        rig.commit();

        assertThat(rig.submitted()).hasSize(1);
    }

    @Test
    void keepsTheGroupsOffsetWhileATopicPartitionIsLost() {
        rig.notCommitted(preparing(), true);
        assertThat(rig.frontier(CATS_0)).hasValue(1);

        rig.take(CATS_0, POOL_A, 4, 6);
        rig.pass(Duration.ofSeconds(1));
        rig.notClaimed();

        assertThat(rig.frontier(CATS_0)).hasValue(1);
    }

    @Test
    void adoptsWhatWasPreparedWhenTheCommitInDoubtHappened() {
        var inDoubt = preparing();
        journal.append(inDoubt.entries());
        rig.notCommitted(inDoubt, false);
        assertThat(rig.askedOnce(Effect.Warn.class).message())
                .startsWith("TLK-504 ")
                .contains("in doubt", "topicPartition=cats-0");
        rig.pass(Duration.ofSeconds(1));

        rig.claimed(CATS_0, readFrom(1));
        rig.take(CATS_0, POOL_A, 1, 6);

        var adopted = rig.askedOnce(Effect.Read.class).facts();
        assertThat(adopted.batch().offsets()).isEqualTo(OffsetSet.range(1, 3));
    }

    @Test
    void passesOverRecordsWhoseResultsInDoubtWereWritten() {
        var inDoubt = results(rig.send(CATS_0, POOL_A, 1, 3));
        journal.append(inDoubt.entries());
        rig.notCommitted(inDoubt, false);
        rig.pass(Duration.ofSeconds(1));

        rig.claimed(CATS_0, readFrom(1));

        assertThat(rig.asked(Effect.Seek.class)).containsExactly(new Effect.Seek(CATS_0, 4));
        assertThat(rig.frontier(CATS_0)).as("where reading goes on").hasValue(4);
        assertThat(rig.asked(Effect.Read.class)).isEmpty();
    }

    @Test
    void writesResultsAgainThatAreNotInTheJournal() {
        var facts = rig.send(CATS_0, POOL_A, 1, 3);
        rig.notCommitted(results(facts), false);
        rig.pass(Duration.ofSeconds(1));

        rig.claimed(CATS_0, readFrom(1));
        rig.take(CATS_0, POOL_A, 1, 3);
        var adopted = rig.askedOnce(Effect.Read.class).facts();
        rig.read(adopted, OperationStatus.SUCCESS);
        rig.collected(adopted, created(3));
        rig.commit();

        assertThat(adopted.operationId()).isEqualTo(facts.operationId());
        assertThat(rig.asked(Effect.Submit.class)).isEmpty();
        assertThat(rig.view().totals()).isEqualTo(new Totals(6, 3, 0, 0, 3, 0));
    }

    @Test
    void ignoresAnswersThatBelongToAnEarlierTenure() {
        var facts = rig.send(CATS_0, POOL_A, 1, 3);
        var results = results(facts);
        rig.take(CATS_0, POOL_B, 4, 6);
        var preparing = rig.askedOnce(Effect.Commit.class);
        rig.notCommitted(results, false);
        rig.pass(Duration.ofSeconds(1));
        rig.claimed(CATS_0, readFrom(1));
        rig.asked();

        rig.committed(results);
        rig.committed(preparing);
        rig.notCommitted(preparing, true);
        rig.answer(facts, OperationStatus.SUCCESS);
        rig.collected(facts, created(3));

        assertThat(rig.asked()).isEmpty();
        assertThat(rig.frontier(CATS_0)).hasValue(1);
        assertThat(rig.view().totals().created()).isZero();
        assertThat(rig.view().unclaimed()).isEmpty();
    }

    @Test
    void claimsOnceForAllTheCommitsThatFailTogether() {
        rig.take(CATS_0, POOL_A, 1, 6);
        var commits = rig.asked(Effect.Commit.class);

        commits.forEach(commit -> rig.notCommitted(commit, false));
        rig.pass(Duration.ofSeconds(1));

        assertThat(commits).hasSize(2);
        assertThat(rig.asked(Effect.Warn.class)).hasSize(1);
        assertThat(rig.asked(Effect.Claim.class)).hasSize(1);
    }

    @Test
    void waitsLongerTheMoreOftenItIsLostWithoutACommitInBetween() {
        rig.notCommitted(preparing(), true);
        rig.pass(Duration.ofSeconds(1));
        rig.claimed(CATS_0, readFrom(1));
        rig.notCommitted(preparing(), true);
        rig.pass(Duration.ofSeconds(1));
        assertThat(rig.asked(Effect.Claim.class)).as("two seconds this time").isEmpty();
        rig.pass(Duration.ofSeconds(1));
        rig.claimed(CATS_0, readFrom(1));

        rig.write(preparing());
        rig.take(CATS_0, POOL_A, 4, 6);
        rig.notCommitted(rig.askedOnce(Effect.Commit.class), true);
        rig.pass(Duration.ofSeconds(1));

        assertThat(rig.asked(Effect.Claim.class))
                .as("one second after a commit")
                .hasSize(1);
    }

    @Test
    void leavesOtherTopicPartitionsAlone() {
        rig.hold(CATS_1, readFrom(1));
        var other = rig.send(CATS_1, POOL_B, 1, 3);

        rig.notCommitted(preparing(), true);

        assertThat(rig.view().unclaimed()).containsExactly(CATS_0);
        rig.finish(other);
        assertThat(rig.frontier(CATS_1)).isEmpty();
        assertThat(rig.view().totals().created()).isEqualTo(3);
    }

    @Test
    void forgetsRefusedRecordsWhoseEventsAreInDoubt() {
        rig.take(refused(CATS_0, 1), refused(CATS_0, 2));

        rig.notCommitted(rig.askedOnce(Effect.Commit.class), false);
        rig.pass(Duration.ofSeconds(1));
        rig.claimed(CATS_0, readFrom(1));
        rig.take(refused(CATS_0, 1), refused(CATS_0, 2));
        rig.commit();

        assertThat(rig.view().totals()).isEqualTo(new Totals(4, 0, 2, 0, 2, 0));
        rig.pass(Duration.ofSeconds(1));
        assertThat(rig.frontier(CATS_0)).isEmpty();
    }

    @Test
    void claimsNothingThatMovedAwayMeanwhile() {
        rig.notCommitted(preparing(), true);
        rig.asked();

        rig.close(CATS_0);
        rig.pass(Duration.ofHours(1));

        assertThat(rig.asked()).containsExactly(new Effect.Release(List.of(CATS_0)));
    }

    @Test
    void claimsAgainWhenReadingGoesBack() {
        rig.finish(rig.send(CATS_0, POOL_A, 1, 3));
        rig.asked();
        rig.take(CATS_0, POOL_A, 4, 5);

        rig.take(CATS_0, POOL_A, 2, 5);

        assertThat(rig.view().unclaimed()).containsExactly(CATS_0);
        assertThat(rig.frontier(CATS_0)).hasValue(2);
        rig.claimed(CATS_0, readFrom(1));
        assertThat(rig.asked(Effect.Seek.class)).containsExactly(new Effect.Seek(CATS_0, 4));
        assertThat(rig.asked(Effect.Warn.class)).as("nobody moved the group").isEmpty();
        rig.take(CATS_0, POOL_A, 4, 5);
        rig.pass(LINGER);
        rig.commit();
        assertThat(rig.submitted())
                .singleElement()
                .satisfies(facts -> assertThat(facts.batch().offsets()).isEqualTo(OffsetSet.of(4, 5)));
        assertThat(rig.view().heldRecords()).isEqualTo(2);
    }

    @Test
    void abandonsRefusedRecordsOfADeliveryInWhichReadingWentBack() {
        rig.take(CATS_0, POOL_A, 1, 1);

        rig.take(refused(CATS_0, 2), refused(CATS_0, 1), refused(CATS_0, 2));

        assertThat(rig.asked(Effect.Commit.class)).isEmpty();
        assertThat(rig.view().totals()).isEqualTo(new Totals(2, 0, 0, 0, 2, 0));
        assertThat(rig.view().heldBytes()).isZero();
        rig.claimed(CATS_0, readFrom(1));
        assertThat(rig.askedOnce(Effect.Commit.class).publications()).hasSize(1);
    }
}
