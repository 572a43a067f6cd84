package io.github.tolokaconnect.events;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The topics of the contract: names, keys, partitions and configuration, for all who create, write or read them. */
public final class Topics {

    /**
     * What the connector reads. The result topics about records have as many partitions as this one, so that they join
     * by key without repartitioning.
     */
    public static final TopicDefinition LABELING_TASKS = new TopicDefinition(
            "labeling.tasks",
            "Tasks to create, one per record.",
            "item key",
            6,
            (short) 3,
            Map.of("cleanup.policy", "delete", "retention.ms", days(7)));

    /** Each state that each operation entered. Outlives the platform's operation log, which is kept one month. */
    public static final TopicDefinition OPERATION_STATUS = new TopicDefinition(
            "toloka.operation-status",
            "One event for each state that an operation enters.",
            "operation id",
            6,
            (short) 3,
            // The lag keeps the states before the last one, which dashboards count.
            Map.of(
                    "cleanup.policy", "compact,delete",
                    "retention.ms", days(35),
                    "min.compaction.lag.ms", days(7)));

    /** Which task each record became. Compacted without end: the answer has to outlive every retention. */
    public static final TopicDefinition TASKS_CREATED = new TopicDefinition(
            "toloka.tasks-created",
            "One event for each source record that became a task.",
            "source record's key, or topic-partition-offset without one",
            6,
            (short) 3,
            Map.of("cleanup.policy", "compact", "min.compaction.lag.ms", days(7)));

    /** Which records were refused, and why. Never compacted: a second refusal must not erase the first. */
    public static final TopicDefinition VALIDATION_ERRORS = new TopicDefinition(
            "toloka.validation-errors",
            "One event for each source record that the connector or the platform refused.",
            "source record's key, or topic-partition-offset without one",
            6,
            (short) 3,
            Map.of("cleanup.policy", "delete", "retention.ms", days(30)));

    /** How each sink task is doing. */
    public static final TopicDefinition HEARTBEATS = new TopicDefinition(
            "toloka.heartbeats",
            "The state of each sink task, every 30 seconds.",
            "connector/task",
            1,
            (short) 3,
            Map.of("cleanup.policy", "compact,delete", "retention.ms", days(1)));

    private Topics() {}

    /** All topics of the contract, the input first. */
    public static List<TopicDefinition> all() {
        return List.of(LABELING_TASKS, OPERATION_STATUS, TASKS_CREATED, VALIDATION_ERRORS, HEARTBEATS);
    }

    private static String days(int days) {
        return Long.toString(Duration.ofDays(days).toMillis());
    }
}
