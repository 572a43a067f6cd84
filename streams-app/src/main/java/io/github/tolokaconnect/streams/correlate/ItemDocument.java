package io.github.tolokaconnect.streams.correlate;

import io.github.tolokaconnect.events.Decision;
import io.github.tolokaconnect.streams.correlate.Item.Answered;
import io.github.tolokaconnect.streams.correlate.Item.Choice;
import io.github.tolokaconnect.streams.correlate.Item.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What is stored of an item. It is bounded: of each list the last {@value Item#MOST_ENTRIES} entries are kept, and of decisions
 * against a task the last {@value #MOST_REJECTED_CHOICES}.
 *
 * @param decisions what was decided on its predictions, oldest first
 * @param tasks the tasks that were created for it, oldest first
 * @param refusals the times that it was refused, oldest first
 * @param labels what people said, oldest first
 */
record ItemDocument(List<Choice> decisions, List<Made> tasks, List<Refusal> refusals, List<Said> labels) {

    static final ItemDocument EMPTY = new ItemDocument(List.of(), List.of(), List.of(), List.of());

    private static final int MOST_REJECTED_CHOICES = 3;
    private static final String SELECTED = Decision.Verdict.SELECTED.name();

    ItemDocument {
        decisions = List.copyOf(decisions);
        tasks = List.copyOf(tasks);
        refusals = List.copyOf(refusals);
        labels = List.copyOf(labels);
    }

    /**
     * A task, and the record that it was made of: two tasks of one record are one too many.
     *
     * @param task the task
     * @param topic topic of the record
     * @param partition partition of that topic
     * @param offset offset in that partition
     */
    record Made(Item.Task task, String topic, int partition, long offset) {

        boolean isOfTheRecordOf(Made other) {
            return offset == other.offset && partition == other.partition && topic.equals(other.topic);
        }
    }

    /**
     * A label, and how many answers it rests on.
     *
     * @param label the label
     * @param answers number of answers
     */
    record Said(Answered label, int answers) {}

    /** Whether the event {@code id} is remembered, and so has been counted. */
    boolean knows(UUID id) {
        return ids().anyMatch(id::equals);
    }

    /** When something happened last; the epoch for an item without a life. */
    Instant touched() {
        return Stream.of(
                        decisions.stream().map(Choice::at),
                        tasks.stream().map(made -> made.task().at()),
                        refusals.stream().map(Refusal::at),
                        labels.stream().map(said -> said.label().at()))
                .flatMap(times -> times)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    /** Whether a task is known that is another one than {@code made}, of the same record. */
    boolean hasTwinOf(Made made) {
        return tasks.stream()
                .anyMatch(known -> known.isOfTheRecordOf(made)
                        && !known.task().taskId().equals(made.task().taskId()));
    }

    /** The decision that led to task {@code taskId}: the last for a task that is not younger than the task. */
    Optional<Choice> choiceOf(String taskId) {
        Instant created = task(taskId).map(Item.Task::at).orElse(Instant.MAX);
        List<Choice> selected = decisions.stream()
                .filter(choice -> choice.verdict().equals(SELECTED))
                .toList();
        return selected.stream()
                .filter(choice -> !choice.at().isAfter(created))
                .reduce((earlier, later) -> later)
                // Clocks differ: a task can seem older than its prediction.
                .or(() -> selected.stream().findFirst());
    }

    /** The task {@code taskId}. */
    Optional<Item.Task> task(String taskId) {
        return tasks.stream()
                .map(Made::task)
                .filter(task -> task.taskId().equals(taskId))
                .findFirst();
    }

    ItemDocument with(Choice choice) {
        List<Choice> all = new ArrayList<>(decisions);
        all.add(choice);
        long rejected =
                all.stream().filter(each -> !each.verdict().equals(SELECTED)).count();
        List<Choice> kept = new ArrayList<>();
        for (Choice each : all) {
            if (!each.verdict().equals(SELECTED) && rejected > MOST_REJECTED_CHOICES) {
                rejected--;
            } else {
                kept.add(each);
            }
        }
        return new ItemDocument(last(kept), tasks, refusals, labels);
    }

    ItemDocument with(Made made) {
        return new ItemDocument(decisions, added(tasks, made), refusals, labels);
    }

    ItemDocument with(Refusal refusal) {
        return new ItemDocument(decisions, tasks, added(refusals, refusal), labels);
    }

    ItemDocument with(Said said) {
        return new ItemDocument(decisions, tasks, refusals, added(labels, said));
    }

    /** The same for those who ask. */
    Item toItem(String itemId) {
        return new Item(
                itemId,
                decisions,
                tasks.stream().map(Made::task).toList(),
                refusals,
                labels.stream().map(Said::label).toList());
    }

    private Stream<UUID> ids() {
        return Stream.of(
                        decisions.stream().map(Choice::eventId),
                        tasks.stream().map(made -> made.task().eventId()),
                        refusals.stream().map(Refusal::eventId),
                        labels.stream().map(said -> said.label().eventId()))
                .flatMap(some -> some);
    }

    private static <T> List<T> added(List<T> list, T entry) {
        List<T> all = new ArrayList<>(list);
        all.add(entry);
        return last(all);
    }

    private static <T> List<T> last(List<T> list) {
        return list.subList(Math.max(0, list.size() - Item.MOST_ENTRIES), list.size());
    }
}
