package io.github.tolokaconnect.streams.intake;

import io.github.tolokaconnect.events.TopicDefinition;
import io.github.tolokaconnect.events.Topics;
import java.util.List;

/**
 * Names of the topics that the application reads and writes.
 *
 * @param predictions predictions of models
 * @param control control documents
 * @param tasks task records for the connector
 * @param decisions decision events
 * @param tasksParked tasks that wait
 * @param tasksDead tasks that were given up
 * @param taskIndex task-index events
 * @param labels label events
 * @param stats what is counted
 * @param deadLetters records that could not be used
 * @param operationStatus operation-status events
 * @param tasksCreated task-created events
 * @param validationErrors validation-error events
 * @param heartbeats heartbeat events
 * @param alerts alert events
 * @param answers answers of people
 * @param selected predictions on their way to the deduplication
 * @param labelDrafts what people said, on its way to the item
 */
public record AppTopics(
        String predictions,
        String control,
        String tasks,
        String decisions,
        String tasksParked,
        String tasksDead,
        String taskIndex,
        String labels,
        String stats,
        String deadLetters,
        String operationStatus,
        String tasksCreated,
        String validationErrors,
        String heartbeats,
        String alerts,
        String answers,
        String selected,
        String labelDrafts) {

    /** The names of the contract. */
    public static AppTopics standard() {
        return new AppTopics(
                Topics.PREDICTIONS.name(),
                Topics.CONTROL.name(),
                Topics.LABELING_TASKS.name(),
                Topics.DECISIONS.name(),
                Topics.TASKS_PARKED.name(),
                Topics.TASKS_DEAD.name(),
                Topics.TASK_INDEX.name(),
                Topics.LABELS.name(),
                Topics.STATS.name(),
                Topics.DEAD_LETTERS.name(),
                Topics.OPERATION_STATUS.name(),
                Topics.TASKS_CREATED.name(),
                Topics.VALIDATION_ERRORS.name(),
                Topics.HEARTBEATS.name(),
                Topics.ALERTS.name(),
                Topics.ANSWERS.name(),
                Topics.SELECTED.name(),
                Topics.LABEL_DRAFTS.name());
    }

    /** The topics as they have to be created, under these names. */
    public List<TopicDefinition> definitions() {
        return List.of(
                Topics.PREDICTIONS.withName(predictions),
                Topics.CONTROL.withName(control),
                Topics.LABELING_TASKS.withName(tasks),
                Topics.DECISIONS.withName(decisions),
                Topics.TASKS_PARKED.withName(tasksParked),
                Topics.TASKS_DEAD.withName(tasksDead),
                Topics.TASK_INDEX.withName(taskIndex),
                Topics.LABELS.withName(labels),
                Topics.STATS.withName(stats),
                Topics.DEAD_LETTERS.withName(deadLetters),
                Topics.OPERATION_STATUS.withName(operationStatus),
                Topics.TASKS_CREATED.withName(tasksCreated),
                Topics.VALIDATION_ERRORS.withName(validationErrors),
                Topics.HEARTBEATS.withName(heartbeats),
                Topics.ALERTS.withName(alerts),
                Topics.ANSWERS.withName(answers),
                Topics.SELECTED.withName(selected),
                Topics.LABEL_DRAFTS.withName(labelDrafts));
    }

    /** Those of them that are keyed by item, and so must have equally many partitions: what is about one item meets in one place. */
    public List<String> keyedByItem() {
        return List.of(decisions, tasksCreated, validationErrors, labelDrafts);
    }

    /** Those of them that are keyed by task, and so must have equally many partitions. */
    public List<String> keyedByTask() {
        return List.of(taskIndex, answers);
    }
}
