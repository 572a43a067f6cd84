package io.github.tolokaconnect.connector.delivery;

import static java.util.Objects.requireNonNull;

import io.github.tolokaconnect.connector.config.DeliveryConfig.OnOffsetRegression;
import io.github.tolokaconnect.connector.intake.Intake;
import io.github.tolokaconnect.connector.journal.JournalEntry;
import io.github.tolokaconnect.connector.journal.JournalEntry.Reset.Reason;
import io.github.tolokaconnect.connector.journal.OffsetSet;
import io.github.tolokaconnect.connector.journal.Recovered;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How topic-partitions are claimed, what is made of what the journal says then, and what happens when one is lost. */
final class Claims {
    private final Delivery.Setup setup;
    private final Desk desk;
    private final Operations operations;

    Claims(Delivery.Setup setup, Desk desk, Operations operations) {
        this.setup = setup;
        this.desk = desk;
        this.operations = operations;
    }

    void claim(OwnedPartition partition) {
        desk.ask(partition.claim(desk.nextTicket()));
    }

    /** Claims a topic-partition that was lost and is due again. */
    void claimDue(OwnedPartition partition, Instant now) {
        var due = partition.due();
        if (due != null && !due.isAfter(now)) {
            claim(partition);
        }
    }

    void notClaimed(OwnedPartition partition, String reason, Instant now) {
        var wait = loseUntilLater(partition, now);
        desk.ask(new Effect.Warn(
                "TLK-508 A topic-partition could not be claimed; its records wait and it is claimed again topicPartition="
                        + partition.topicPartition() + " reason=\"" + reason + "\"",
                wait));
    }

    /** A commit failed: whatever is true now, the journal says it after the next claim. */
    void lost(OwnedPartition partition, DeliveryEvent.NotCommitted failed, Instant now) {
        operations.forget(partition, now);
        var wait = loseUntilLater(partition, now);
        desk.ask(new Effect.Warn(
                (failed.fenced()
                                ? "TLK-503 Another sink task claimed a topic-partition; if that happens again and again, two"
                                        + " connectors share one operation.namespace"
                                : "TLK-504 What a topic-partition had to commit is in doubt; it is claimed again and goes on"
                                        + " from what the journal says")
                        + " topicPartition=" + partition.topicPartition() + " reason=\"" + failed.reason() + "\"",
                wait));
    }

    /** Reading went back, which nobody asked for: the topic may be another one. */
    void readAgain(OwnedPartition partition, Intake record, Instant now) {
        operations.forget(partition, now);
        partition.lose();
        partition.await(record);
        claim(partition);
    }

    private Duration loseUntilLater(OwnedPartition partition, Instant now) {
        var wait = setup.policy().backoff().apply(partition.lose());
        partition.dueAt(now.plus(wait));
        return wait;
    }

    /** A topic-partition is ours: its tenure begins, and reading goes on where it has to. */
    void claimed(OwnedPartition partition, DeliveryEvent.Claimed claimed, Instant now) {
        var source = claimed.source();
        var known = new Reading.Known(claimed.recovered(), source, partition.firstWaiting(), partition.resumption());
        var reading = Reading.of(known, requireNonNull(setup.onRegression()));
        tellOfRegression(partition, reading);
        var topicId = source.topicId() == null ? claimed.recovered().topicId() : source.topicId();
        var recovered = reading.newEpoch() == null
                ? claimed.recovered()
                : begunAnew(partition, claimed.recovered(), reading, reading.newEpoch(), topicId, now);
        var tenure =
                new Tenure(partition.topicPartition(), recovered, topicId, reading.adoptions(), reading.floor(), now);
        operations.gate().inherit(partition.topicPartition(), tenure.tasksToday(now), now);
        partition.hold(tenure);
        reading.seek().ifPresent(offset -> {
            tenure.seek(offset);
            partition.takeWaiting();
            desk.ask(new Effect.Seek(partition.topicPartition(), offset));
        });
        rememberSkipped(partition, tenure, reading.skipped());
        var committed = source.group().committed();
        if (committed != null && reading.newEpoch() != Reason.TOPIC_RECREATED) {
            tenure.committed(committed);
        }
    }

    private void rememberSkipped(OwnedPartition partition, Tenure tenure, OffsetSet skipped) {
        if (!skipped.isEmpty()) {
            var source = partition.topicPartition();
            var id = setup.operationIds().idOfRefused(tenure.epoch(), source, skipped);
            var entry = new JournalEntry.Refused(source, id, tenure.epoch(), skipped);
            desk.write(desk.nextTicket(), source, tenure, List.of(entry), List.of());
        }
    }

    private void tellOfRegression(OwnedPartition partition, Reading reading) {
        var from = reading.regressedFrom();
        if (from == null) {
            return;
        }
        if (setup.onRegression() == OnOffsetRegression.FAIL) {
            desk.ask(new Effect.Fail("TLK-505 The consumer group's offset of " + partition.topicPartition()
                    + " went back from " + from
                    + " or is lost; set on.offset.regression to skip (records that have their end are passed over) or reprocess (they"
                    + " become tasks again), then restart the task"));
        } else {
            desk.ask(new Effect.Warn(
                    "TLK-505 The consumer group's offset went back or is lost; "
                            + (setup.onRegression() == OnOffsetRegression.SKIP
                                    ? "records that have their end are passed over"
                                    : "records from there on become tasks again")
                            + " topicPartition=" + partition.topicPartition() + " before=" + from,
                    Duration.ZERO));
        }
    }

    /** A new epoch begins before anything else is written. */
    private Recovered begunAnew(
            OwnedPartition partition,
            Recovered before,
            Reading reading,
            Reason reason,
            @Nullable String topicId,
            Instant now) {
        int epoch = before.epoch() + 1;
        boolean recreated = reason == Reason.TOPIC_RECREATED;
        var from = reading.floor() < 0 ? null : (Long) reading.floor();
        var needless = before.ended().keySet().stream().collect(Collectors.toMap(key -> key, key -> -1L));
        int recreatedIn = recreated ? epoch : before.recreatedIn();
        desk.ask(new Effect.Commit(
                desk.nextTicket(),
                partition.topicPartition(),
                List.of(new JournalEntry.Reset(
                        partition.topicPartition(), epoch, from, OffsetSet.EMPTY, reason, now, topicId, recreatedIn)),
                List.of()));
        if (recreated) {
            desk.ask(new Effect.Warn(
                    "TLK-506 The source topic was deleted and created anew; it is read from its beginning topicPartition="
                            + partition.topicPartition(),
                    Duration.ZERO));
        }
        return new Recovered(
                epoch,
                from,
                OffsetSet.EMPTY,
                before.open(),
                needless,
                topicId,
                recreatedIn,
                null,
                before.day(),
                before.tasksToday());
    }
}
