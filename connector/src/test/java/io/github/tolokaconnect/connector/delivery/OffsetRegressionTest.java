package io.github.tolokaconnect.connector.delivery;

import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.CATS_0;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.LINGER;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.POOL_A;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.POOL_B;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.created;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.readFrom;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.withoutGroupOffset;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.client.OperationStatus;
import io.github.tolokaconnect.connector.config.DeliveryConfig.OnOffsetRegression;
import io.github.tolokaconnect.connector.delivery.Submission.Facts;
import io.github.tolokaconnect.connector.journal.JournalEntry.Checkpoint;
import io.github.tolokaconnect.connector.journal.JournalEntry.Prepared;
import io.github.tolokaconnect.connector.journal.JournalEntry.Reset;
import io.github.tolokaconnect.connector.journal.OffsetSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The consumer group begins elsewhere than where the journal says that everything is settled. */
class OffsetRegressionTest {
    private final FakeJournal journal = new FakeJournal();

    /** A sink task finished offsets 1 to 6, and the group had that committed. */
    private Facts finishedAndCommitted() {
        var before = DeliveryRig.exactlyOnce(journal);
        before.hold(CATS_0, readFrom(1));
        var first = before.send(CATS_0, POOL_A, 1, 3);
        before.finish(first);
        before.finish(before.send(CATS_0, POOL_A, 4, 6));
        before.step(new DeliveryEvent.GroupOffsetsSeen(Map.of(CATS_0, 7L)));
        before.commit();
        return first;
    }

    private DeliveryRig started(OnOffsetRegression onRegression, SourceLog source) {
        var rig = DeliveryRig.exactlyOnce(journal, onRegression);
        rig.hold(CATS_0, source);
        return rig;
    }

    @Test
    void passesOverRecordsThatHaveTheirEndWhenTheGroupGoesBack() {
        finishedAndCommitted();

        var rig = started(OnOffsetRegression.SKIP, readFrom(2));

        assertThat(rig.askedOnce(Effect.Warn.class).message())
                .startsWith("TLK-505")
                .contains("topicPartition=cats-0", "before=7");
        assertThat(rig.asked()).containsExactly(new Effect.Seek(CATS_0, 7));
    }

    @Test
    void passesOverThemAlsoWhenTheyWereDeliveredAlready() {
        finishedAndCommitted();
        var rig = DeliveryRig.exactlyOnce(journal);
        rig.open(CATS_0);
        rig.take(CATS_0, POOL_A, 2, 8);

        rig.claimed(CATS_0, readFrom(2));

        assertThat(rig.asked(Effect.Seek.class)).containsExactly(new Effect.Seek(CATS_0, 7));
        rig.take(CATS_0, POOL_A, 7, 8);
        rig.pass(LINGER);
        rig.commit();
        assertThat(rig.submitted())
                .singleElement()
                .satisfies(facts -> assertThat(facts.batch().offsets()).isEqualTo(OffsetSet.of(7, 8)));
    }

    @Test
    void stopsWhenTheGroupGoesBackIfToldSo() {
        finishedAndCommitted();

        var rig = started(OnOffsetRegression.FAIL, readFrom(2));

        assertThat(rig.askedOnce(Effect.Fail.class).message())
                .startsWith("TLK-505")
                .contains("on.offset.regression", "skip", "reprocess");
    }

    @Test
    void makesTasksAgainInANewEpochWhenTheGroupGoesBackIfToldSo() {
        var first = finishedAndCommitted();

        var rig = started(OnOffsetRegression.REPROCESS, readFrom(1));
        assertThat(rig.askedOnce(Effect.Warn.class).message()).startsWith("TLK-505");
        assertThat(rig.asked(Effect.Seek.class)).isEmpty();
        var again = rig.send(CATS_0, POOL_A, 1, 3);

        assertThat(again.batch().offsets()).isEqualTo(first.batch().offsets());
        assertThat(again.operationId()).isNotEqualTo(first.operationId());
        assertThat(journal.recovered(CATS_0).epoch()).isEqualTo(1);
        assertThat(journal.recovered(CATS_0).frontier()).isEqualTo(1);
    }

    @Test
    void beginsTheNewEpochBeforeAnythingElseIsWritten() {
        finishedAndCommitted();
        var rig = DeliveryRig.exactlyOnce(journal, OnOffsetRegression.REPROCESS);
        rig.open(CATS_0);
        rig.take(CATS_0, POOL_A, 2, 4);

        rig.claimed(CATS_0, readFrom(2));

        var commits = rig.asked(Effect.Commit.class);
        assertThat(commits.get(0).entries()).singleElement().isInstanceOfSatisfying(Reset.class, reset -> {
            assertThat(reset.epoch()).isEqualTo(1);
            assertThat(reset.from()).isEqualTo(2);
            assertThat(reset.reason()).isEqualTo(Reset.Reason.REPROCESS);
        });
        assertThat(commits.get(1).entries())
                .first()
                .isInstanceOfSatisfying(
                        Prepared.class, prepared -> assertThat(prepared.epoch()).isEqualTo(1));
    }

    @Test
    void makesTasksAgainOnlyOnceForOneRegression() {
        finishedAndCommitted();
        var rig = started(OnOffsetRegression.REPROCESS, readFrom(1));
        rig.finish(rig.send(CATS_0, POOL_A, 1, 3));

        var next = started(OnOffsetRegression.REPROCESS, readFrom(1));

        assertThat(next.asked(Effect.Warn.class)).isEmpty();
        assertThat(next.asked()).containsExactly(new Effect.Seek(CATS_0, 4));
    }

    @Test
    void leavesAnOperationUnderWayItsRecordsWhenTasksAreMadeAgain() {
        finishedAndCommitted();
        var before = started(OnOffsetRegression.SKIP, readFrom(7));
        var sent = before.send(CATS_0, POOL_A, 7, 9);

        var rig = started(OnOffsetRegression.REPROCESS, readFrom(6));
        rig.take(CATS_0, POOL_A, 6, 9);
        rig.pass(LINGER);
        rig.commit();

        assertThat(rig.askedOnce(Effect.Read.class).facts().operationId()).isEqualTo(sent.operationId());
        assertThat(rig.submitted())
                .singleElement()
                .satisfies(facts -> assertThat(facts.batch().offsets()).isEqualTo(OffsetSet.of(6)));
    }

    @Test
    void goesOnAtTheFrontierWhenTheGroupsOffsetIsLost() {
        finishedAndCommitted();

        var rig = started(OnOffsetRegression.SKIP, withoutGroupOffset());

        assertThat(rig.askedOnce(Effect.Warn.class).message())
                .startsWith("TLK-505")
                .contains("is lost");
        assertThat(rig.asked()).containsExactly(new Effect.Seek(CATS_0, 7));
    }

    @Test
    void goesOnAtTheFrontierWhenTheGroupsOffsetIsLostAndReadingBeganBehindIt() {
        finishedAndCommitted();
        var rig = DeliveryRig.exactlyOnce(journal);
        rig.open(CATS_0);
        rig.take(CATS_0, POOL_A, 500, 502);

        rig.claimed(CATS_0, withoutGroupOffset());

        assertThat(rig.asked(Effect.Seek.class)).containsExactly(new Effect.Seek(CATS_0, 7));
        assertThat(rig.asked(Effect.Commit.class)).isEmpty();
    }

    @Test
    void saysNothingOfAGroupThatNeverHadAnOffset() {
        var before = DeliveryRig.exactlyOnce(journal);
        before.hold(CATS_0, withoutGroupOffset());
        before.finish(before.send(CATS_0, POOL_A, 1, 3));

        var rig = started(OnOffsetRegression.FAIL, withoutGroupOffset());

        assertThat(rig.asked()).containsExactly(new Effect.Seek(CATS_0, 4));
    }

    @Test
    void trustsThePositionOfAConsumerWhoseGroupCannotBeAsked() {
        finishedAndCommitted();
        var rig = DeliveryRig.exactlyOnce(journal);
        rig.open(CATS_0);
        rig.take(CATS_0, POOL_A, 7, 9);

        rig.claimed(CATS_0, SourceLog.UNKNOWN);

        assertThat(rig.asked(Effect.Seek.class)).isEmpty();
        assertThat(rig.asked(Effect.Warn.class)).isEmpty();
        assertThat(rig.asked(Effect.Commit.class)).hasSize(1);
    }

    @Test
    void noticesARegressionByTheFirstRecordWhenTheGroupCannotBeAsked() {
        finishedAndCommitted();
        var rig = DeliveryRig.exactlyOnce(journal);
        rig.open(CATS_0);
        rig.take(CATS_0, POOL_A, 3, 4);

        rig.claimed(CATS_0, SourceLog.UNKNOWN);

        assertThat(rig.askedOnce(Effect.Warn.class).message()).startsWith("TLK-505");
        assertThat(rig.asked(Effect.Seek.class)).containsExactly(new Effect.Seek(CATS_0, 7));
    }

    @Test
    void skipsWhatAPersonSkippedByMovingTheGroupForward() {
        finishedAndCommitted();

        var rig = started(OnOffsetRegression.FAIL, readFrom(20));

        assertThat(rig.asked()).as("no seek, no complaint").isEmpty();
        rig.take(CATS_0, POOL_A, 20, 22);
        assertThat(rig.entries(Checkpoint.class))
                .extracting(Checkpoint::frontier)
                .containsExactly(20L);
    }

    @Test
    void goesBackForAnOperationThatTheGroupWasMovedPastAndPassesOverTheRecordsInBetween() {
        var before = DeliveryRig.exactlyOnce(journal);
        before.hold(CATS_0, readFrom(1));
        var sent = before.send(CATS_0, POOL_A, 1, 3);

        var rig = started(OnOffsetRegression.FAIL, readFrom(10));
        assertThat(rig.asked(Effect.Seek.class)).containsExactly(new Effect.Seek(CATS_0, 1));
        rig.take(CATS_0, POOL_A, 1, 12);
        rig.commit();

        assertThat(rig.askedOnce(Effect.Read.class).facts().operationId()).isEqualTo(sent.operationId());
        assertThat(rig.submitted())
                .singleElement()
                .satisfies(facts -> assertThat(facts.batch().offsets()).isEqualTo(OffsetSet.range(10, 12)));
        assertThat(rig.view().totals().redelivered()).as("4 to 9").isEqualTo(6);
    }

    /** Connect commits the offset of a seek with the next commit of any other topic-partition. */
    @Test
    void remembersWhatAPersonSkippedThoughGoingBackTookTheGroupBack() {
        var before = DeliveryRig.exactlyOnce(journal);
        before.hold(CATS_0, readFrom(1));
        before.send(CATS_0, POOL_A, 1, 3);
        before.finish(before.send(CATS_0, POOL_B, 5, 6));
        var moved = started(OnOffsetRegression.FAIL, readFrom(10));
        moved.step(new DeliveryEvent.GroupOffsetsSeen(Map.of(CATS_0, 10L)));
        moved.commit();
        assertThat(journal.recovered(CATS_0).settled()).isEqualTo(OffsetSet.range(4, 9));

        var rig = started(OnOffsetRegression.FAIL, readFrom(1));
        assertThat(rig.asked(Effect.Fail.class))
                .as("nobody took it back but we")
                .isEmpty();
        rig.take(CATS_0, POOL_A, 1, 12);
        rig.pass(LINGER);
        rig.commit();
        assertThat(rig.submitted())
                .singleElement()
                .satisfies(facts -> assertThat(facts.batch().offsets()).isEqualTo(OffsetSet.range(10, 12)));
        var adopted = rig.askedOnce(Effect.Read.class).facts();
        rig.read(adopted, OperationStatus.SUCCESS);
        rig.collected(adopted, created(3));
        rig.commit();
        assertThat(journal.recovered(CATS_0).frontier()).isEqualTo(10);
    }

    @Test
    void countsAnOffsetOfTheGroupOnceNothingBelowItIsUnderWay() {
        var rig = started(OnOffsetRegression.SKIP, withoutGroupOffset());
        var sent = rig.send(CATS_0, POOL_A, 1, 3);
        rig.step(new DeliveryEvent.GroupOffsetsSeen(Map.of(CATS_0, 4L)));
        assertThat(rig.asked(Effect.Commit.class)).as("it is going to be lower").isEmpty();
        rig.finish(sent);

        rig.step(new DeliveryEvent.GroupOffsetsSeen(Map.of(CATS_0, 4L)));

        assertThat(rig.entries(Checkpoint.class))
                .extracting(Checkpoint::committed)
                .isEqualTo(List.of(4L));
    }
}
