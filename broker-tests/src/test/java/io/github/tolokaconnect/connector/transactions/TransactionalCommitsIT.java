package io.github.tolokaconnect.connector.transactions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.connector.delivery.DeliveryEvent.Broken;
import io.github.tolokaconnect.connector.delivery.DeliveryEvent.Committed;
import io.github.tolokaconnect.connector.delivery.DeliveryEvent.NotClaimed;
import io.github.tolokaconnect.connector.delivery.DeliveryEvent.NotCommitted;
import io.github.tolokaconnect.connector.delivery.DeliveryEvent.Surveyed;
import io.github.tolokaconnect.connector.delivery.Effect;
import io.github.tolokaconnect.connector.delivery.SourceLog;
import io.github.tolokaconnect.connector.journal.OffsetSet;
import io.github.tolokaconnect.connector.journal.Recovered;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BrokerExtension.class)
class TransactionalCommitsIT {

    @Test
    void aTopicPartitionThatTheJournalNeverHeardOfIsClaimedWithNothing(JournalRig rig) {
        var task = rig.sinkTask(0);

        var claimed = task.claim(rig.partition(0));

        assertThat(claimed.recovered()).isEqualTo(Recovered.NOTHING);
        assertThat(claimed.source()).isEqualTo(SourceLog.UNKNOWN);
    }

    @Test
    void aNewOwnerReadsWhatTheFormerOneCommitted(JournalRig rig) {
        var partition = rig.partition(0);
        var former = rig.sinkTask(0);
        former.claim(partition);
        former.committed(partition, List.of(rig.prepared(partition, 0, 4), rig.prepared(partition, 5, 9)));
        former.committed(
                partition,
                List.of(rig.done(partition, 5, 9), rig.checkpoint(partition, 0)),
                rig.events(partition, 5, 9));

        var recovered = rig.sinkTask(1).claim(partition).recovered();

        assertThat(recovered.open()).containsExactly(rig.prepared(partition, 0, 4));
        assertThat(recovered.settled()).isEqualTo(OffsetSet.range(5, 9));
        assertThat(recovered.frontier()).isZero();
    }

    @Test
    void entriesAndEventsBecomeVisibleTogether(JournalRig rig) {
        var partition = rig.partition(0);
        var events = new WrittenEvents.Halting(rig.results);
        var task = rig.sinkTask(0, events);
        task.claim(partition);
        long before = rig.read(rig.settings.topic(), "read_committed").size();

        task.commit(partition, List.of(rig.done(partition, 0, 2)), rig.events(partition, 0, 2));
        WrittenEvents.Halting.await(events.reached);
        Waiting.until("events are sent")
                .until(() -> rig.read(rig.results, "read_uncommitted").size() == 3);

        assertThat(rig.read(rig.results, "read_committed")).isEmpty();
        assertThat(events.committed).isEmpty();
        events.goOn.countDown();
        task.next(Committed.class);
        assertThat(events.committed).hasSize(1);
        Waiting.until("all are visible")
                .until(() -> rig.read(rig.results, "read_committed").size() == 3);
        assertThat(rig.read(rig.settings.topic(), "read_committed")).hasSize((int) before + 1);
    }

    @Test
    void commitsThatWaitShareATransactionAndAreAnsweredEach(JournalRig rig) {
        var partition = rig.partition(0);
        var events = new WrittenEvents.Halting(rig.results);
        var task = rig.sinkTask(0, events);
        task.claim(partition);

        long first = task.commit(partition, List.of(), rig.events(partition, 0, 0));
        WrittenEvents.Halting.await(events.reached);
        long second = task.commit(partition, List.of(rig.prepared(partition, 1, 1)));
        long third = task.commit(partition, List.of(), rig.events(partition, 2, 2));
        events.goOn.countDown();

        assertThat(task.next(Committed.class).ticket()).isEqualTo(first);
        assertThat(task.next(Committed.class).ticket()).isEqualTo(second);
        assertThat(task.next(Committed.class).ticket()).isEqualTo(third);
        Waiting.until("both events are visible")
                .until(() -> rig.read(rig.results, "read_committed").size() == 2);
        long oneMarker = 1;
        assertThat(rig.end(rig.results)).isEqualTo(2 + oneMarker);
    }

    @Test
    void aSecondOwnerShutsOutTheFirst(JournalRig rig) {
        var partition = rig.partition(0);
        var first = rig.sinkTask(0);
        var second = rig.sinkTask(1);
        first.claim(partition);

        second.claim(partition);

        var refused =
                first.notCommitted(partition, List.of(rig.prepared(partition, 0, 4)), rig.events(partition, 0, 4));
        assertThat(refused.fenced()).isTrue();
        assertThat(first.notCommitted(partition, List.of(rig.prepared(partition, 5, 9)))
                        .fenced())
                .isTrue();
        second.committed(partition, List.of(rig.prepared(partition, 0, 2)));
        assertThat(first.claim(partition).recovered().open()).containsExactly(rig.prepared(partition, 0, 2));
        assertThat(rig.read(rig.results, "read_committed")).isEmpty();
    }

    @Test
    void anOwnerOfOneTopicPartitionLeavesOthersAlone(JournalRig rig) {
        var first = rig.sinkTask(0);
        var second = rig.sinkTask(1);
        first.claim(rig.partition(0));

        second.claim(rig.partition(1));

        first.committed(rig.partition(0), List.of(rig.prepared(rig.partition(0), 0, 4)));
        second.committed(rig.partition(1), List.of(rig.prepared(rig.partition(1), 0, 4)));
    }

    @Test
    void aClaimEndsATransactionThatTheFormerOwnerLeftOpen(JournalRig rig) {
        var partition = rig.partition(0);
        var events = new WrittenEvents.Halting(rig.results);
        var former = rig.sinkTask(0, events);
        former.claim(partition);
        former.commit(partition, List.of(rig.done(partition, 0, 2)), rig.events(partition, 0, 2));
        WrittenEvents.Halting.await(events.reached);

        var recovered = rig.sinkTask(1).claim(partition).recovered();

        assertThat(recovered).isEqualTo(Recovered.NOTHING);
        events.goOn.countDown();
        assertThat(former.next(NotCommitted.class).fenced()).isTrue();
        assertThat(rig.read(rig.results, "read_committed")).isEmpty();
    }

    @Test
    void afterAFailureNothingIsWrittenUntilTheNextClaim(JournalRig rig) {
        var partition = rig.partition(0);
        var tooLarge = new WrittenEvents(rig.results) {
            private boolean large = true;

            @Override
            byte[] value() {
                var value = new byte[large ? 5_000_000 : 10];
                large = false;
                return value;
            }
        };
        var task = rig.sinkTask(0, tooLarge);
        task.claim(partition);

        var failed = task.notCommitted(partition, List.of(rig.done(partition, 0, 0)), rig.events(partition, 0, 0));
        var refused = task.notCommitted(partition, List.of(rig.done(partition, 1, 1)));

        assertThat(failed.fenced()).isFalse();
        assertThat(failed.reason()).contains("RecordTooLarge");
        assertThat(refused.reason()).isEqualTo(failed.reason());
        assertThat(task.claim(partition).recovered()).isEqualTo(Recovered.NOTHING);
        task.committed(partition, List.of(rig.done(partition, 0, 0)), rig.events(partition, 0, 0));
        assertThat(task.events.committed).hasSize(1);
    }

    @Test
    void aCommitOfTenThousandEventsIsOneTransaction(JournalRig rig) {
        var partition = rig.partition(0);
        var task = rig.sinkTask(0);
        task.claim(partition);

        task.committed(
                partition,
                List.of(rig.done(partition, 0, 9_999), rig.checkpoint(partition, 10_000)),
                rig.events(partition, 0, 9_999));

        Waiting.until("events and one marker").until(() -> rig.end(rig.results) == 10_001);
        assertThat(rig.read(rig.results, "read_committed")).hasSize(10_000);
    }

    @Test
    void whatIsReleasedIsNotWritten(JournalRig rig) {
        var partition = rig.partition(0);
        var task = rig.sinkTask(0);
        task.claim(partition);

        task.commits().release(new Effect.Release(List.of(partition)));

        assertThat(task.notCommitted(partition, List.of(rig.prepared(partition, 0, 4)))
                        .fenced())
                .isFalse();
        assertThat(task.claim(partition).recovered()).isEqualTo(Recovered.NOTHING);
    }

    @Test
    void aSurveyFindsOperationsUnderWayWithoutShuttingAnybodyOut(JournalRig rig) {
        var owner = rig.sinkTask(0);
        for (int number = 0; number < 3; number++) {
            owner.claim(rig.partition(number));
            owner.committed(rig.partition(number), List.of(rig.prepared(rig.partition(number), 0, 4)));
        }
        owner.committed(rig.partition(1), List.of(rig.done(rig.partition(1), 0, 4)));
        Waiting.until("the last entry is visible")
                .until(() -> rig.read(rig.settings.topic(), "read_committed").size() == 7);
        var other = rig.sinkTask(1);

        other.commits().survey(new Effect.Survey(List.of(rig.partition(0), rig.partition(1), rig.partition(9))));

        assertThat(other.next(Surveyed.class).withOpenOperations()).containsExactly(rig.partition(0));
        owner.committed(rig.partition(0), List.of(rig.done(rig.partition(0), 0, 4)));
    }

    @Test
    void aClaimSaysWhatTheClusterKnowsOfTheSource(JournalRig rig) {
        var partition = rig.partition(0);
        rig.createTopic(rig.source, 2, Map.of());
        for (int number = 0; number < 5; number++) {
            var unused = rig.producer.send(new ProducerRecord<>(rig.source, 0, null, new byte[1]));
        }
        rig.producer.flush();
        Answers.of(rig.admin
                .alterConsumerGroupOffsets(rig.settings.consumerGroup(), Map.of(partition, new OffsetAndMetadata(3)))
                .all());
        var task = rig.sinkTask(0);

        var source = task.claim(partition).source();
        var uncommitted = task.claim(rig.partition(1)).source();

        var id = Answers.of(rig.admin.describeTopics(List.of(rig.source)).allTopicNames())
                .get(rig.source)
                .topicId()
                .toString();
        assertThat(source).isEqualTo(new SourceLog(id, 0L, 5L, new SourceLog.Group(true, 3L)));
        assertThat(uncommitted).isEqualTo(new SourceLog(id, 0L, 0L, new SourceLog.Group(true, null)));
    }

    @Test
    void anEntryOfALaterVersionStopsTheSinkTask(JournalRig rig) {
        var partition = rig.partition(0);
        var task = rig.sinkTask(0);
        var key = "checkpoint/" + rig.source + "/0";
        var unused = rig.producer.send(
                new ProducerRecord<>(rig.settings.topic(), 0, key.getBytes(UTF_8), "{\"v\":2}".getBytes(UTF_8)));
        rig.producer.flush();

        task.commits().survey(new Effect.Survey(List.of(partition)));
        assertThat(task.next(Broken.class).message()).startsWith("TLK-502 ").contains("offset 0", "version 2");

        task.commits().claim(new Effect.Claim(partition, 1));
        assertThat(task.next(Broken.class).message()).startsWith("TLK-502 ");
        task.claim(rig.partition(1));
    }

    @Test
    void aClaimThatTheClusterRefusesIsAnswered(JournalRig rig) {
        var partition = rig.partition(0);
        var task = rig.sinkTask(0);
        Answers.of(rig.admin.deleteTopics(List.of(rig.settings.topic())).all());
        rig.createTopic(rig.settings.topic(), 1, Map.of("max.message.bytes", "1"));

        task.commits().claim(new Effect.Claim(partition, 9));

        var answer = task.next(NotClaimed.class);
        assertThat(answer.ticket()).isEqualTo(9);
        assertThat(answer.reason()).isNotBlank();
    }
}
