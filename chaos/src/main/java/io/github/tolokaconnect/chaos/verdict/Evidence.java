package io.github.tolokaconnect.chaos.verdict;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Everything that was seen from outside: records sent, tasks of the platform, committed events of the result topics. It may come in
 * any order, but each task and each event is told once, since telling it again means that it is there again. Not safe for several threads.
 */
public final class Evidence {

    private final TreeMap<RecordId, Fate> fates = new TreeMap<>();
    private final Set<EventIdentity> events = new HashSet<>();
    private final List<Offence> offences = new ArrayList<>();
    private long eventsTwice;
    private long withResult;

    /** What is known about one record. */
    private static final class Fate {
        private boolean isSent;
        private boolean isValid;
        private final List<String> tasks = new ArrayList<>(1);
        private final List<String> announcedTasks = new ArrayList<>(1);
        private int refusals;

        boolean hasResult() {
            return !announcedTasks.isEmpty() || refusals > 0;
        }
    }

    /** A record is in the source topic; {@code isValid} says whether the platform has to take it. */
    public void sent(RecordId record, boolean isValid) {
        var fate = fate(record);
        fate.isSent = true;
        fate.isValid = isValid;
    }

    /** The platform has a task. The record is the one that its input values name, if they name one. */
    public void task(Optional<RecordId> record, String taskId) {
        record.ifPresentOrElse(
                known -> fate(known).tasks.add(taskId),
                () -> offences.add(new Offence(Offence.Kind.NEVER_SENT, taskId, "task")));
    }

    /** There is an event about no record, such as a state of an operation. */
    public void event(EventIdentity event) {
        isNew(event);
    }

    /** There is an event that says that {@code record} became the task {@code taskId}. */
    public void taskCreated(EventIdentity event, Optional<RecordId> record, String taskId) {
        if (isNew(event)) {
            result(event, record).ifPresent(fate -> fate.announcedTasks.add(taskId));
        }
    }

    /** There is an event that says that {@code record} was refused. */
    public void validationError(EventIdentity event, Optional<RecordId> record) {
        if (isNew(event)) {
            result(event, record).ifPresent(fate -> fate.refusals++);
        }
    }

    /** How many records have a task-created event or a validation error. */
    public long withResult() {
        return withResult;
    }

    /** How many different events there are. */
    public long events() {
        return events.size();
    }

    /** The counts over all that was told so far. */
    public Verdict verdict() {
        var count = new Count(new ArrayList<>(offences));
        fates.forEach(count::add);
        return new Verdict(
                count.records,
                count.created,
                count.rejected,
                count.duplicates,
                count.lost,
                eventsTwice,
                count.offences);
    }

    private boolean isNew(EventIdentity event) {
        if (events.add(event)) {
            return true;
        }
        eventsTwice++;
        offences.add(new Offence(Offence.Kind.EVENT_TWICE, event.toString(), ""));
        return false;
    }

    private Optional<Fate> result(EventIdentity event, Optional<RecordId> record) {
        if (record.isEmpty()) {
            offences.add(new Offence(Offence.Kind.NEVER_SENT, event.toString(), "event"));
            return Optional.empty();
        }
        var fate = fate(record.get());
        if (fate.hasResult()) {
            eventsTwice++;
            offences.add(new Offence(Offence.Kind.SECOND_RESULT, record.get().toString(), "event " + event));
        } else {
            withResult++;
        }
        return Optional.of(fate);
    }

    private Fate fate(RecordId record) {
        return fates.computeIfAbsent(record, unknown -> new Fate());
    }

    /** The sums, record by record. */
    private static final class Count {
        private final List<Offence> offences;
        private long records;
        private long created;
        private long rejected;
        private long duplicates;
        private long lost;

        Count(List<Offence> offences) {
            this.offences = offences;
        }

        void add(RecordId record, Fate fate) {
            if (!fate.isSent) {
                offend(Offence.Kind.NEVER_SENT, record, "tasks " + fate.tasks + ", announced " + fate.announcedTasks);
                return;
            }
            records++;
            if (!fate.tasks.isEmpty()) {
                addCreated(record, fate);
            } else if (fate.refusals > 0) {
                addRejected(record, fate);
            } else {
                lost++;
                offend(
                        Offence.Kind.NO_RESULT,
                        record,
                        fate.announcedTasks.isEmpty() ? "" : "yet announced as task " + fate.announcedTasks);
            }
        }

        private void addCreated(RecordId record, Fate fate) {
            created++;
            var beyondFirst = fate.tasks.size() - 1;
            if (beyondFirst > 0) {
                duplicates += beyondFirst;
                offend(Offence.Kind.DUPLICATE_TASK, record, "tasks " + fate.tasks);
            }
            if (fate.tasks.stream().noneMatch(fate.announcedTasks::contains)) {
                lost++;
                offend(
                        Offence.Kind.TASK_WITHOUT_EVENT,
                        record,
                        "tasks " + fate.tasks + ", announced " + fate.announcedTasks + ", refusals " + fate.refusals);
            }
            if (!fate.isValid) {
                offend(Offence.Kind.INVALID_CREATED, record, "tasks " + fate.tasks);
            }
        }

        private void addRejected(RecordId record, Fate fate) {
            rejected++;
            if (fate.isValid) {
                offend(Offence.Kind.VALID_REFUSED, record, "");
            }
        }

        private void offend(Offence.Kind kind, RecordId record, String detail) {
            offences.add(new Offence(kind, record.toString(), detail));
        }
    }
}
