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
    private final Set<Promise> promises;
    private final boolean hasJournal;
    private final Map<UUID, Composition> compositions = new HashMap<>();
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

    /** An oracle that looks after {@code promises} and lets others be broken. */
    Oracle(Source source, Set<Promise> promises, boolean hasJournal) {
        this.source = source;
        this.promises = promises;
        this.hasJournal = hasJournal;
    }

    /**
     * A promise is broken.
     *
     * @throws Violation unless nobody looks after it
     */
    void broken(Promise promise, String what) {
        if (promises.contains(promise)) {
            throw new Violation(promise, what);
        }
    }

    /** A sink task sends a request. */
    void sent(Facts facts) {
        var composition = compositionOf(facts.batch());
        var before = compositions.putIfAbsent(facts.operationId(), composition);
        var operation = "operation " + facts.operationId();
        if (before == null && hasJournal) {
            broken(Promise.JOURNAL_COMES_FIRST, operation + " is sent before it is journaled: " + composition);
        }
        if (before != null && !before.equals(composition)) {
            broken(Promise.JOURNAL_COMES_FIRST, operation + " is sent as " + composition + " and was " + before);
        }
        for (TaskItem task : facts.batch().tasks()) {
            if (task.isReadable() && !task.pool().equals(facts.batch().pool())) {
                broken(
                        Promise.JOURNAL_COMES_FIRST,
                        task.origin() + " goes to pool " + task.pool() + " in " + operation + " of pool "
                                + facts.batch().pool());
            }
        }
    }

    /** The platform creates a task. */
    void created(TopicPartition topicPartition, long offset, UUID operationId) {
        var place = new Place(topicPartition, offset);
        var before = tasks.putIfAbsent(place, operationId);
        if (before != null) {
            broken(
                    Promise.NO_TASK_TWICE,
                    "a second task of " + place + ": operation " + operationId + " after " + before);
        }
        if (ends.containsKey(place)) {
            broken(
                    Promise.NO_TASK_TWICE,
                    "a task of " + place + " in operation " + operationId + " after its end: " + ends.get(place));
        }
    }

    /** Journal entries become visible. */
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
        var offsets = operation.offsets().stream().boxed().toList();
        var composition = new Composition(operation.source(), operation.pool(), offsets);
        var before = compositions.putIfAbsent(operation.operationId(), composition);
        if (before != null && !before.equals(composition)) {
            broken(
                    Promise.JOURNAL_COMES_FIRST,
                    "operation " + operation.operationId() + " is journaled as " + composition + " and was " + before);
        }
        for (long offset : offsets) {
            var place = new Place(operation.source(), offset);
            var other = open.putIfAbsent(place, operation.operationId());
            if (other != null && !other.equals(operation.operationId())) {
                broken(
                        Promise.JOURNAL_COMES_FIRST,
                        place + " stands in operation " + operation.operationId() + " and in " + other);
            }
            if (ends.containsKey(place)) {
                broken(
                        Promise.JOURNAL_COMES_FIRST,
                        place + " stands in operation " + operation.operationId() + " after its end: "
                                + ends.get(place));
            }
        }
    }

    /** Events become visible to whoever reads committed. */
    void told(Told told) {
        for (String state : told.states()) {
            if (!states.add(state)) {
                broken(Promise.NO_EVENT_TWICE, state);
            }
        }
        told.ends().forEach(this::ended);
    }

    private void ended(Told.End end) {
        var place = new Place(end.topicPartition(), end.offset());
        var before = ends.putIfAbsent(place, end);
        if (before != null) {
            broken(Promise.NO_EVENT_TWICE, "a second end of " + place + ": " + end + " after " + before);
        }
        var kind = source.kind(end.topicPartition(), end.offset());
        if (!kind.hasEnd()) {
            broken(Promise.EVENTS_ARE_TRUE, "an end of " + place + ", which is " + kind + ": " + end);
        }
        if (end.created() != tasks.containsKey(place)) {
            broken(Promise.EVENTS_ARE_TRUE, "the end of " + place + " is not what the platform did: " + end);
        }
        if (kind == RecordKind.GOOD && !end.created() && end.excuse().isEmpty()) {
            broken(Promise.NO_RECORD_LOST, "a good record is given up without reason: " + end);
        }
    }

    /**
     * Somebody may take it that everything below {@code next} is settled. It may pass a record that is gone, or was passed over by a person, and whose operation is
     * still open: reading from there on misses nothing, and the journal knows of the operation.
     */
    void passes(TopicPartition topicPartition, long next, String who) {
        long from = passed.getOrDefault(topicPartition, 0L);
        if (next <= from) {
            return;
        }
        passed.put(topicPartition, next);
        for (long offset : source.records(topicPartition).subMap(from, next).keySet()) {
            if (!isSettled(topicPartition, offset) && !source.mayBeLeftOut(topicPartition, offset)) {
                broken(
                        Promise.NO_RECORD_LOST,
                        who + topicPartition + " passes to " + next + ", and offset " + offset + " ("
                                + source.kind(topicPartition, offset) + ") is not settled");
            }
        }
    }

    private boolean isSettled(TopicPartition topicPartition, long offset) {
        var place = new Place(topicPartition, offset);
        boolean isLeftOut =
                source.mayBeLeftOut(topicPartition, offset) && !open.containsKey(place) && !tasks.containsKey(place);
        return !source.kind(topicPartition, offset).hasEnd() || ends.containsKey(place) || isLeftOut;
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
            broken(Promise.NO_RECORD_LOST, place + " (" + source.kind(partition, offset) + ") never ends");
        }
        if (open.containsKey(place)) {
            broken(
                    Promise.EVERYTHING_ENDS,
                    place + " stands in operation " + open.get(place) + ", which is never done");
        }
    }

    /** Whether a task of the record exists. */
    boolean hasTask(TopicPartition partition, long offset) {
        return tasks.containsKey(new Place(partition, offset));
    }

    private static Composition compositionOf(MicroBatch batch) {
        return new Composition(
                batch.topicPartition(),
                batch.pool(),
                batch.tasks().stream().map(task -> task.origin().offset()).toList());
    }
}
