package io.github.tolokaconnect.connector.delivery;

import static java.util.Objects.requireNonNull;

import io.github.tolokaconnect.client.PoolId;
import io.github.tolokaconnect.connector.delivery.Submission.Facts;
import io.github.tolokaconnect.connector.delivery.Submission.Settling;
import io.github.tolokaconnect.connector.intake.Intake;
import io.github.tolokaconnect.connector.intake.TaskItem;
import io.github.tolokaconnect.connector.journal.JournalEntry;
import io.github.tolokaconnect.connector.journal.OffsetSet;
import io.github.tolokaconnect.events.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/** The records of held topic-partitions on their way: into micro-batches, into operations, and to their end. */
final class Operations {
    private final Delivery.Setup setup;
    private final Desk desk;
    private final Map<TopicPartition, OwnedPartition> partitions;
    private final MicroBatcher batcher;
    private final PoolLanes lanes;
    private final OperationLife life;
    private final Gate gate;
    private final RefusedRecords refusals;
    private final Renewals renewals = new Renewals();
    private final Flights flights = new Flights();

    Operations(Delivery.Setup setup, Desk desk, Map<TopicPartition, OwnedPartition> partitions) {
        this.setup = setup;
        this.desk = desk;
        this.partitions = partitions;
        this.batcher = new MicroBatcher(setup.batching());
        this.lanes = new PoolLanes(setup.batching().maxInFlightPerPool());
        this.life = new OperationLife(setup.policy());
        this.gate = new Gate(setup.pacing(), setup.dailyFuse());
        this.refusals = new RefusedRecords(setup.policy().backoff());
    }

    Gate gate() {
        return gate;
    }

    int inFlight() {
        return flights.size();
    }

    Optional<Instant> oldest() {
        return flights.oldest();
    }

    /** Memory that a record holds until it settles, in bytes, about. */
    static int heldBytes(Intake record) {
        return record instanceof Intake.Accepted accepted
                ? accepted.task().heldBytes()
                : TaskItem.HELD_BYTES_WITHOUT_PAYLOAD;
    }

    /** Takes a new record; what was refused before a request is put to the others of its topic-partition. */
    void take(Tenure tenure, Intake record, Map<TopicPartition, List<Intake.Refused>> refused, Instant now) {
        if (record instanceof Intake.Accepted accepted) {
            desk.account().received(accepted.task().heldBytes());
            batcher.add(accepted.task(), now, lanes::add);
        } else if (record instanceof Intake.Refused refusal) {
            desk.account().received(RefusedRecords.heldBytes(refusal));
            refused.computeIfAbsent(refusal.origin().topicPartition(), partition -> new ArrayList<>())
                    .add(refusal);
        } else {
            desk.account().skipped();
            tenure.promise(OffsetSet.of(record.origin().offset()));
            tenure.settle(record.origin().offset());
        }
    }

    /** Reports refused records of one topic-partition. */
    void report(TopicPartition topicPartition, List<Intake.Refused> refused, Instant now) {
        var tenure = tenure(topicPartition);
        var offsets = OffsetSet.of(
                refused.stream().mapToLong(record -> record.origin().offset()).toArray());
        var entry = new JournalEntry.Refused(
                topicPartition,
                setup.operationIds().idOfRefused(tenure.epoch(), topicPartition, offsets),
                tenure.epoch(),
                offsets);
        tenure.promise(offsets);
        refusals.add(
                refused,
                desk.write(
                        desk.nextTicket(),
                        topicPartition,
                        tenure,
                        List.of(entry),
                        List.of(new Publication.Refused(refused))));
    }

    /** Goes on with an operation that the journal knows, all of whose records came or can no longer come. */
    void adopt(Adoption adoption, Instant now) {
        var prepared = adoption.prepared();
        var batch = adoption.batch();
        batch.tasks().stream()
                .filter(task -> !adoption.hasArrived(task.origin().offset()))
                .forEach(task -> desk.account().received(task.heldBytes()));
        var facts =
                new Facts(desk.nextTicket(), prepared.operationId(), batch, prepared.attempt(), prepared.preparedAt());
        lanes.adopt(batch.pool());
        flights.add(InFlight.recovered(new Submission.Adopting(facts, 0, 0, now), prepared, adoption.sourceIsGone()));
    }

    /** Something happened to the submission with this ticket, if it is still there. */
    void happened(long ticket, SubmissionEvent event, Instant now) {
        var flight = flights.find(ticket);
        if (flight != null) {
            apply(flight, life.step(flight.state(), event, now), now);
        }
    }

    void committed(long ticket, Instant now) {
        var flight = flights.find(ticket);
        if (flight != null && flight.state() instanceof Settling settling) {
            settled(flight, settling, now);
        } else if (flight != null) {
            happened(ticket, new SubmissionEvent.Committed(), now);
        } else {
            var reported = refusals.committed(ticket);
            for (Intake.Refused refused : reported) {
                tenure(refused.origin().topicPartition())
                        .settle(refused.origin().offset());
                desk.account().released(RefusedRecords.heldBytes(refused));
            }
            desk.account().ended(new Tally(0, reported.size()));
        }
    }

    /** Without a journal: what was to be written is written again later. */
    void notCommitted(long ticket, String reason, Instant now) {
        var flight = flights.find(ticket);
        if (flight != null && flight.state() instanceof Settling) {
            happened(ticket, new SubmissionEvent.NotCommitted(reason), now);
        } else {
            refusals.failed(ticket, now);
        }
    }

    /** Finishing beats starting: what is under way goes before new operations. */
    void work(Instant now) {
        for (InFlight flight : flights.due(now)) {
            var state = flight.state();
            if (maySend(state, now) && (state instanceof Settling || gate.admitsRead(now))) {
                apply(flight, life.step(state, new SubmissionEvent.Due(), now), now);
            }
        }
        refusals.repeatDue(now).forEach(desk::ask);
        batcher.closeDue(now, this::hasRoom, lanes::add);
        startWaiting(now);
    }

    /** A request that was sent before is no matter of the fuse; one for a pool that took none needs a place again. */
    private boolean maySend(Submission submission, Instant now) {
        boolean creates = submission instanceof Submission.Submitting || submission instanceof Submission.Parked;
        boolean hasPlace = !(submission instanceof Submission.Parked)
                || (hasRoom()
                        && flights.active(submission.facts().batch().pool())
                                < setup.batching().maxInFlightPerPool());
        return hasPlace && !(creates && gate.isThrottled(now));
    }

    private void startWaiting(Instant now) {
        while (hasRoom() && !gate.isClosed(now)) {
            var next = lanes.peek(now);
            if (next.isEmpty()) {
                return;
            }
            var batch = next.get();
            long left = gate.fuse().left(now);
            if (left <= 0) {
                desk.ask(gate.blowFuse(now));
                return;
            }
            if (left < batch.size()) {
                lanes.split(batch.part(0, (int) left), batch.part((int) left, batch.size()));
                continue;
            }
            if (!gate.admitsCreate(batch.size(), now)) {
                return;
            }
            lanes.start(batch);
            start(batch, now);
        }
    }

    private void start(MicroBatch batch, Instant now) {
        var tenure = tenure(batch.topicPartition());
        count(tenure, batch.size(), now);
        var id = setup.operationIds().idOf(tenure.epoch(), batch, 1);
        var facts = new Facts(desk.nextTicket(), id, batch, 1, now);
        var flight = InFlight.begun(new Submission.Preparing(facts), tenure.epoch());
        flights.add(flight);
        write(flight, planned(flight), tenure);
        if (!setup.hasJournal()) {
            apply(flight, OperationLife.send(facts, now), now);
        }
    }

    private static Publication planned(InFlight flight) {
        flight.announce(Status.PLANNED.value());
        return new Publication.Entered(flight.facts(), Status.PLANNED, Status.PLANNED, null, null);
    }

    /** Tells the journal how the operation stands, and people what is new about it. */
    private void write(InFlight flight, Publication publication, Tenure tenure) {
        boolean isAwaited = flight.state() instanceof Submission.Preparing && setup.hasJournal();
        desk.write(
                isAwaited ? flight.facts().ticket() : desk.nextTicket(),
                flight.facts().batch().topicPartition(),
                tenure,
                List.of(flight.prepared()),
                List.of(publication));
    }

    private void apply(InFlight flight, Decision decision, Instant now) {
        var facts = flight.facts();
        var tenure = tenure(facts.batch().topicPartition());
        var announcement = decision.announcement();
        if (decision.next() != null) {
            flights.enter(flight, decision.next());
        }
        if (announcement != null && !decision.split() && flight.announce(name(announcement))) {
            write(flight, announcement, tenure);
        }
        decision.effects().stream()
                .filter(effect -> renewals.admit(flight, effect))
                .forEach(desk::ask);
        if (decision.block() != null) {
            block(decision.block());
        }
        if (decision.ending() != null) {
            var ending = decision.ending();
            end(flight, ending, retry(facts, ending.retried(), tenure, now), tenure);
        } else if (decision.split()) {
            var all = facts.batch().offsets();
            var ending = new Decision.Ending(requireNonNull(announcement), new Tally(0, 0), all, "SPLIT");
            end(flight, ending, halves(facts, tenure, now), tenure);
        }
    }

    private static String name(Publication announcement) {
        return announcement instanceof Publication.Entered entered
                ? entered.status().value()
                : announcement.getClass().getSimpleName().toUpperCase(java.util.Locale.ROOT);
    }

    private void block(Decision.Block block) {
        if (block.pool() != null) {
            lanes.block(block.pool(), block.until());
        } else {
            gate.throttle(block.until());
        }
    }

    /**
     * Asks for everything that ends an operation to be written at once, with the operations that take what is left: at every
     * moment the journal knows who has a record that was ever sent.
     */
    private void end(InFlight flight, Decision.Ending ending, List<Facts> next, Tenure tenure) {
        var facts = flight.facts();
        var entries = new ArrayList<JournalEntry>();
        var publications = new ArrayList<>(List.of(ending.results()));
        var all = facts.batch().offsets();
        var settled = ending.retried().isEmpty() ? all : all.minus(ending.retried());
        var kept = flight.sourceIsGone() ? OffsetSet.EMPTY : settled;
        entries.add(new JournalEntry.Done(
                facts.batch().topicPartition(),
                facts.operationId(),
                tenure.epoch(),
                kept,
                ending.end(),
                ending.tally().created()));
        for (Facts another : next) {
            var child = InFlight.begun(new Submission.Preparing(another), tenure.epoch());
            publications.add(planned(child));
            entries.add(child.prepared());
        }
        tenure.promise(kept);
        var results = desk.write(facts.ticket(), facts.batch().topicPartition(), tenure, entries, publications);
        flights.enter(flight, new Settling(facts, results, ending.tally(), settled, next, 0, null));
    }

    private List<Facts> retry(Facts failed, OffsetSet offsets, Tenure tenure, Instant now) {
        return offsets.isEmpty()
                ? List.of()
                : List.of(another(failed.batch().only(offsets), failed.attempt() + 1, tenure, now));
    }

    /** The request will never be carried out; its records are tried in two halves, each with an operation of its own. */
    private List<Facts> halves(Facts refused, Tenure tenure, Instant now) {
        var batch = refused.batch();
        int middle = batch.size() / 2;
        return List.of(
                another(batch.part(0, middle), refused.attempt(), tenure, now),
                another(batch.part(middle, batch.size()), refused.attempt(), tenure, now));
    }

    private Facts another(MicroBatch batch, int attempt, Tenure tenure, Instant now) {
        var id = setup.operationIds().idOf(tenure.epoch(), batch, attempt);
        return new Facts(desk.nextTicket(), id, batch, attempt, now);
    }

    private void settled(InFlight flight, Settling settling, Instant now) {
        var batch = settling.facts().batch();
        var tenure = tenure(batch.topicPartition());
        flights.remove(flight);
        lanes.ended(batch.pool());
        for (TaskItem task : batch.tasks()) {
            if (settling.settled().contains(task.origin().offset())) {
                if (!flight.sourceIsGone()) {
                    tenure.settle(task.origin().offset());
                }
                desk.account().released(task.heldBytes());
            }
        }
        desk.account().ended(settling.tally());
        for (Facts next : settling.next()) {
            boolean isRetry = next.attempt() > settling.facts().attempt();
            var due = isRetry ? now.plus(setup.policy().backoff().apply(next.attempt() - 1)) : now;
            // The first one takes the place of the operation that ended.
            boolean hasPlace = next.ticket() == settling.next().get(0).ticket();
            lanes.adopt(batch.pool());
            var child = InFlight.begun(
                    hasPlace ? new Submission.Submitting(next, 0, now, due) : new Submission.Parked(next, 0, due),
                    tenure.epoch());
            child.announce(Status.PLANNED.value());
            flights.add(child);
        }
    }

    private void count(Tenure tenure, int tasks, Instant now) {
        tenure.sent(tasks, now);
        gate.sends(tenure.topicPartition(), tasks, now);
    }

    /** Forgets everything about a topic-partition; whoever owns it next reads its unsettled records again. */
    void forget(OwnedPartition partition, Instant now) {
        var topicPartition = partition.topicPartition();
        var account = desk.account();
        var tenure = partition.tenure();
        if (tenure != null) {
            tenure.awaitingOthers().forEach(task -> account.abandoned(task.heldBytes()));
            if (setup.hasJournal()) {
                gate.fuse().refund(tenure.tasksToday(now), now);
            }
        }
        batcher.forget(topicPartition).forEach(task -> account.abandoned(task.heldBytes()));
        lanes.forget(topicPartition).forEach(this::abandon);
        for (InFlight flight : flights.forget(topicPartition)) {
            lanes.ended(flight.facts().batch().pool());
            abandon(flight.facts().batch());
        }
        refusals.forget(topicPartition).forEach(refused -> account.abandoned(RefusedRecords.heldBytes(refused)));
    }

    private void abandon(MicroBatch batch) {
        batch.tasks().forEach(task -> desk.account().abandoned(task.heldBytes()));
    }

    private boolean hasRoom(PoolId pool) {
        return hasRoom() && lanes.hasRoom(pool);
    }

    private boolean hasRoom() {
        return flights.active() < setup.batching().maxInFlight();
    }

    /** What happens to records happens during a tenure only: its end makes everything about them forgotten. */
    private Tenure tenure(TopicPartition topicPartition) {
        return requireNonNull(requireNonNull(partitions.get(topicPartition)).tenure());
    }

    /** When something is to be done next even if nothing happens. */
    Stream<Instant> dueTimes(Instant now) {
        return Stream.of(
                        batcher.nextDue().stream(),
                        lanes.nextUnblocked().stream(),
                        flights.dueTimes(),
                        refusals.dueTimes(),
                        lanes.isEmpty() ? Stream.<Instant>empty() : gate.openings(now))
                .flatMap(times -> times);
    }
}
