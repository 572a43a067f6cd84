package io.github.tolokaconnect.connector.simulation;

import io.github.tolokaconnect.client.PoolId;
import io.github.tolokaconnect.connector.delivery.MicroBatch;
import io.github.tolokaconnect.connector.delivery.Submission.Facts;
import io.github.tolokaconnect.connector.intake.TaskItem;
import io.github.tolokaconnect.connector.journal.JournalEntry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;

/** Knows everything and forgives nothing: told of each fact when it becomes one, it finds the promises that are broken by it. */
final class Oracle {
    private final Source source;
    private final Twist twist;
    private final Map<UUID, Composition> prepared = new HashMap<>();
    private final Map<Place, UUID> open = new HashMap<>();
    private final Map<Place, UUID> tasks = new HashMap<>();
    private final Map<Place, Told.End> ends = new HashMap<>();
    private final Set<String> states = new HashSet<>();
    private final Map<TopicPartition, Long> passed = new HashMap<>();

    private record Composition(TopicPartition topicPartition, PoolId pool, List<Long> offsets) {}

    private record Place(TopicPartition topicPartition, long offset) {
        @Override
        public String toString() {
            return topicPartition + "@" + offset;
        }
    }

    Oracle(Source source, Twist twist) {
        this.source = source;
        this.twist = twist;
    }

    /** A sink task sends a request. */
    void sent(Facts facts) {
        var composition = compositionOf(facts.batch());
        var journaled = prepared.get(facts.operationId());
        if (twist.hasJournal() && journaled == null) {
            throw new Violation("operation " + facts.operationId() + " is sent before it is journaled: " + composition);
        }
        if (prepared.putIfAbsent(facts.operationId(), composition) != null && !composition.equals(journaled)) {
            throw new Violation("operation " + facts.operationId() + " is sent as " + composition + " and was " + journaled);
        }
        for (TaskItem task : facts.batch().tasks()) {
            if (task.isReadable() && !task.pool().equals(facts.batch().pool())) {
                throw new Violation(task.origin() + " goes to pool " + task.pool() + " in operation "
                        + facts.operationId() + " of pool " + facts.batch().pool());
            }
        }
    }

    /** The platform creates a task. */
    void created(TopicPartition topicPartition, long offset, UUID operationId) {
        var place = new Place(topicPartition, offset);
        var before = tasks.putIfAbsent(place, operationId);
        if (before != null) {
            throw new Violation("a second task of " + place + ": operation " + operationId + " after " + before);
        }
        if (ends.containsKey(place)) {
            throw new Violation("a task of " + place + " in operation " + operationId + ", which has its end: "
                    + ends.get(place));
        }
    }

    /** A transaction's journal entries become visible. */
    void journaled(List<JournalEntry> entries) {
        for (JournalEntry entry : entries) {
            if (entry instanceof JournalEntry.Done done) {
                open.values().removeIf(done.operationId()::equals);
            }
        }
        for (JournalEntry entry : entries) {
            if (entry instanceof JournalEntry.Prepared operation) {
                prepared(operation);
            } else if (entry instanceof JournalEntry.Checkpoint checkpoint) {
                passes(checkpoint.source(), checkpoint.frontier(), "the checkpoint of ");
            }
        }
    }

    private void prepared(JournalEntry.Prepared operation) {
        var composition = new Composition(
                operation.source(),
                operation.pool(),
                operation.offsets().stream().boxed().toList());
        var before = prepared.putIfAbsent(operation.operationId(), composition);
        if (before != null && !before.equals(composition)) {
            throw new Violation("operation " + operation.operationId() + " is journaled as " + composition + " and was "
                    + before);
        }
        for (long offset : composition.offsets) {
            var place = new Place(operation.source(), offset);
            var other = open.putIfAbsent(place, operation.operationId());
            if (other != null && !other.equals(operation.operationId())) {
                throw new Violation(place + " is journaled in operation " + operation.operationId() + " and in " + other);
            }
            if (ends.containsKey(place)) {
                throw new Violation(place + " is journaled in operation " + operation.operationId()
                        + " and has its end: " + ends.get(place));
            }
        }
    }

    /** A transaction's events become visible. */
    void told(Told told) {
        for (String state : told.states()) {
            if (!states.add(state)) {
                throw new Violation("told twice: " + state);
            }
        }
        told.ends().forEach(this::ended);
    }

    private void ended(Told.End end) {
        var place = new Place(end.topicPartition(), end.offset());
        var before = ends.putIfAbsent(place, end);
        if (before != null) {
            throw new Violation("a second end of " + place + ": " + end + " after " + before);
        }
        var kind = source.kind(end.topicPartition(), end.offset());
        if (!kind.hasEnd()) {
            throw new Violation("an end of " + place + ", which is " + kind + ": " + end);
        }
        if (end.created() != tasks.containsKey(place)) {
            throw new Violation("the end of " + place + " is not what the platform did: " + end);
        }
        if (kind == RecordKind.GOOD && !end.created() && end.excuse().isEmpty()) {
            throw new Violation("a good record is given up without reason: " + end);
        }
    }

    /**
     * Somebody may take it that everything below {@code next} is settled. It may pass a record that is gone and whose operation is
     * still open: reading from there on misses nothing, and the journal knows of the operation.
     */
    void passes(TopicPartition topicPartition, long next, String who) {
        for (long offset : newBelow(topicPartition, next)) {
            if (!isSettled(topicPartition, offset) && !source.isRemoved(topicPartition, offset)) {
                throw new Violation(who + topicPartition + " passes to " + next + ", and offset " + offset + " ("
                        + source.kind(topicPartition, offset) + ") is not settled");
            }
        }
    }

    /** Offsets below {@code next} that were not looked at before. */
    private Set<Long> newBelow(TopicPartition topicPartition, long next) {
        long from = passed.getOrDefault(topicPartition, 0L);
        if (next <= from) {
            return Set.of();
        }
        passed.put(topicPartition, next);
        return source.records(topicPartition).subMap(from, next).keySet();
    }

    private boolean isSettled(TopicPartition topicPartition, long offset) {
        var place = new Place(topicPartition, offset);
        return !source.kind(topicPartition, offset).hasEnd()
                || ends.containsKey(place)
                || (source.isRemoved(topicPartition, offset) && !open.containsKey(place) && !tasks.containsKey(place));
    }

    /** Everything is over: every record has what it deserves. */
    void end() {
        for (TopicPartition partition : source.partitions()) {
            source.records(partition).keySet().forEach(offset -> end(partition, offset));
        }
    }

    private void end(TopicPartition partition, long offset) {
        var place = new Place(partition, offset);
        if (!isSettled(partition, offset)) {
            throw new Violation(place + " (" + source.kind(partition, offset) + ") never ends");
        }
        if (open.containsKey(place)) {
            throw new Violation(place + " stands in operation " + open.get(place) + ", which is never done");
        }
        if (tasks.containsKey(place) && !ends.containsKey(place)) {
            throw new Violation("nobody was told of the task of " + place);
        }
    }

    private static Composition compositionOf(MicroBatch batch) {
        return new Composition(
                batch.topicPartition(),
                batch.pool(),
                batch.tasks().stream().map(task -> task.origin().offset()).toList());
    }
}
