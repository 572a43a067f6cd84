package io.github.tolokaconnect.connector.delivery;

import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.CATS_0;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.NOON;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.POOL_A;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.POOL_B;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.created;
import static io.github.tolokaconnect.connector.delivery.DeliveryFixture.readFrom;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.client.OperationStatus;
import io.github.tolokaconnect.client.ProblemKind;
import io.github.tolokaconnect.connector.delivery.Submission.Facts;
import io.github.tolokaconnect.connector.journal.JournalEntry.Checkpoint;
import io.github.tolokaconnect.connector.journal.JournalEntry.Done;
import io.github.tolokaconnect.connector.journal.JournalEntry.Reset;
import io.github.tolokaconnect.connector.journal.OffsetSet;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A topic was deleted and created anew: the same offsets are other records. */
class TopicRecreatedTest {
    private final FakeJournal journal = new FakeJournal();
    private final DeliveryRig rig = DeliveryRig.exactlyOnce(journal);
    private Facts finished;
    private Facts underWay;

    @BeforeEach
    void workOnTheFormerTopic() {
        var before = DeliveryRig.exactlyOnce(journal);
        before.hold(CATS_0, readFrom(0));
        finished = before.send(CATS_0, POOL_A, 0, 2);
        before.finish(finished);
        underWay = before.send(CATS_0, POOL_B, 3, 5);
    }

    private static SourceLog recreated(@Nullable Long committed) {
        return new SourceLog("topic-2", 0L, 1_000L, new SourceLog.Group(true, committed));
    }

    private Facts adopted() {
        rig.hold(CATS_0, recreated(0L));
        return rig.askedOnce(Effect.Read.class).facts();
    }

    @Test
    void beginsANewEpochAndReadsTheNewTopicFromItsBeginning() {
        rig.hold(CATS_0, recreated(3L));

        assertThat(rig.askedOnce(Effect.Warn.class).message())
                .startsWith("TLK-506")
                .contains("cats-0");
        assertThat(rig.asked(Effect.Seek.class)).containsExactly(new Effect.Seek(CATS_0, 0));
        assertThat(rig.askedOnce(Effect.Commit.class).entries())
                .containsExactly(
                        new Reset(CATS_0, 1, 0L, OffsetSet.EMPTY, Reset.Reason.TOPIC_RECREATED, NOON, "topic-2", 1));
    }

    @Test
    void makesTasksOfNewRecordsAtOldOffsets() {
        rig.hold(CATS_0, recreated(0L));

        var sent = rig.send(CATS_0, POOL_A, 0, 2);

        assertThat(sent.batch().offsets()).isEqualTo(finished.batch().offsets());
        assertThat(sent.operationId()).isNotEqualTo(finished.operationId());
    }

    @Test
    void dropsWhatWasDeliveredBeforeItIsKnownWhichTopicItCameFrom() {
        rig.open(CATS_0);
        rig.take(CATS_0, POOL_A, 3, 5);

        rig.claimed(CATS_0, recreated(3L));

        assertThat(rig.asked(Effect.Seek.class)).containsExactly(new Effect.Seek(CATS_0, 0));
        assertThat(rig.view().heldRecords())
                .as("those of the operation under way")
                .isEqualTo(3);
        assertThat(rig.frontier(CATS_0)).as("where reading goes on").hasValue(0);
    }

    @Test
    void followsAnOperationWhoseRecordsAreGoneAndTakesNoNewRecordForOneOfThem() {
        var adopted = adopted();
        var sent = rig.send(CATS_0, POOL_B, 3, 5);

        rig.read(adopted, OperationStatus.SUCCESS);
        rig.collected(adopted, created(3));
        var done = rig.entries(Done.class);

        assertThat(adopted.operationId()).isEqualTo(underWay.operationId());
        assertThat(adopted.batch().isUnreadable()).isTrue();
        assertThat(sent.operationId()).isNotEqualTo(underWay.operationId());
        assertThat(done).containsExactly(new Done(CATS_0, underWay.operationId(), 1, OffsetSet.EMPTY, "SUCCESS", 3));
    }

    @Test
    void settlesNoNewRecordByTheEndOfAnOperationOfTheFormerTopic() {
        var adopted = adopted();
        rig.commit();
        rig.take(CATS_0, POOL_B, 3, 5);

        rig.read(adopted, OperationStatus.SUCCESS);
        rig.collected(adopted, created(3));
        rig.commit();

        assertThat(rig.frontier(CATS_0)).hasValue(3);
        assertThat(rig.view().totals()).isEqualTo(new Totals(6, 3, 0, 0, 0, 0));
        assertThat(rig.view().heldRecords()).isEqualTo(3);
        assertThat(journal.recovered(CATS_0).settled()).isEqualTo(OffsetSet.EMPTY);
    }

    @Test
    void neverSendsRecordsOfTheFormerTopicAgain() {
        var adopted = adopted();

        for (int look = 1; look <= Policy.MISSING_READS; look++) {
            rig.readRefused(adopted, ProblemKind.NOT_FOUND);
            rig.pass(Duration.ofMinutes(1));
        }
        rig.commit();

        assertThat(rig.asked(Effect.Submit.class)).isEmpty();
        assertThat(rig.view().totals()).isEqualTo(new Totals(3, 0, 3, 0, 0, 0));
        assertThat(journal.recovered(CATS_0).open()).isEmpty();
    }

    @Test
    void stillKnowsAfterAnotherCrashThatTheRecordsAreGone() {
        var adopted = adopted();
        rig.read(adopted, OperationStatus.PENDING);
        rig.commit();

        var next = DeliveryRig.exactlyOnce(journal);
        next.hold(CATS_0, recreated(0L));

        assertThat(next.asked(Effect.Warn.class)).as("it is known already").isEmpty();
        assertThat(next.askedOnce(Effect.Read.class).facts().operationId()).isEqualTo(underWay.operationId());
        next.take(CATS_0, POOL_B, 3, 5);
        next.commit();
        assertThat(next.submitted()).hasSize(1);
    }

    @Test
    void forgetsWhatEndedInTheFormerTopic() {
        rig.hold(CATS_0, recreated(0L));

        rig.send(CATS_0, POOL_A, 0, 2);

        assertThat(journal.recovered(CATS_0).ended()).isEmpty();
    }

    @Test
    void doesNotTakeTheGroupsOffsetInTheFormerTopicForOneInTheNewTopic() {
        rig.hold(CATS_0, recreated(3L));
        rig.commit();

        rig.finish(rig.send(CATS_0, POOL_A, 0, 2));

        assertThat(journal.recovered(CATS_0).committed()).isNull();
    }

    @Test
    void keepsCountingTheTasksOfTheDay() {
        rig.hold(CATS_0, recreated(0L));
        rig.commit();

        rig.take(CATS_0, POOL_A, 0, 2);

        assertThat(rig.view().tasksToday()).isEqualTo(9);
        assertThat(rig.entries(Checkpoint.class))
                .extracting(Checkpoint::tasksToday)
                .containsExactly(9L);
    }

    @Test
    void guessesNothingWhenTheClusterDoesNotTellTopicsApart() {
        rig.hold(CATS_0, new SourceLog(null, 0L, 1_000L, new SourceLog.Group(true, 3L)));

        assertThat(rig.asked(Effect.Warn.class)).isEmpty();
        rig.take(CATS_0, POOL_B, 3, 5);
        assertThat(rig.askedOnce(Effect.Read.class).facts().batch().isReadable())
                .isTrue();
        assertThat(journal.recovered(CATS_0).topicId()).isEqualTo("topic-1");
    }

    @Test
    void noticesItWhileRunningByReadingThatGoesBack() {
        rig.hold(CATS_0, readFrom(3));
        rig.take(CATS_0, POOL_B, 3, 5);
        rig.asked();

        rig.take(CATS_0, POOL_A, 0, 2);
        rig.claimed(CATS_0, recreated(0L));
        rig.commit();

        assertThat(rig.askedOnce(Effect.Warn.class).message()).startsWith("TLK-506");
        assertThat(rig.asked(Effect.Seek.class)).containsExactly(new Effect.Seek(CATS_0, 0));
        assertThat(rig.send(CATS_0, POOL_A, 0, 2).operationId()).isNotEqualTo(finished.operationId());
    }
}
