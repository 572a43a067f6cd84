package io.github.tolokaconnect.events;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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

    /** What models say about items. */
    public static final TopicDefinition PREDICTIONS = new TopicDefinition(
            "labeling.predictions",
            "One prediction of a model about one item.",
            "item id",
            6,
            (short) 3,
            Map.of("cleanup.policy", "delete", "retention.ms", days(7)));

    /** How the streams app is steered, and who did it. One partition: every instance reads all of it. */
    public static final TopicDefinition CONTROL = new TopicDefinition(
            "labeling.control",
            "Routes, pool aliases, replays, and the audit log of those who changed them.",
            "route/<name>, pool/<alias>, replay/<uuid> or audit/<uuid>",
            1,
            (short) 3,
            Map.of("cleanup.policy", "compact"));

    /** Why each prediction became a task or not. */
    public static final TopicDefinition DECISIONS = new TopicDefinition(
            "labeling.decisions",
            "One event for each prediction: what was decided, and why.",
            "item id",
            6,
            (short) 3,
            Map.of("cleanup.policy", "delete", "retention.ms", days(3)));

    /** Tasks that wait until a pool or a quota has room again. */
    public static final TopicDefinition TASKS_PARKED = new TopicDefinition(
            "labeling.tasks.parked",
            "Refused tasks that are tried again later, with the reason and the time.",
            "source record's key",
            6,
            (short) 3,
            Map.of("cleanup.policy", "delete", "retention.ms", days(35)));

    /** Tasks that were given up. */
    public static final TopicDefinition TASKS_DEAD = new TopicDefinition(
            "labeling.tasks.dead",
            "Refused tasks that are not tried again, with their history.",
            "source record's key",
            6,
            (short) 3,
            Map.of("cleanup.policy", "delete", "retention.ms", days(90)));

    /** Which item each task is about. */
    public static final TopicDefinition TASK_INDEX = new TopicDefinition(
            "labeling.task-index",
            "One event for each task: the item that it is about.",
            "task id",
            6,
            (short) 3,
            Map.of("cleanup.policy", "compact"));

    /** What people say about items. */
    public static final TopicDefinition LABELS = new TopicDefinition(
            "labeling.labels",
            "One event for each label, beside what the model said.",
            "item id",
            6,
            (short) 3,
            Map.of("cleanup.policy", "delete", "retention.ms", days(35)));

    /** What the page and the metrics count. One partition: every instance reads all of it. */
    public static final TopicDefinition STATS = new TopicDefinition(
            "labeling.stats",
            "Running totals and time windows of the streams app, by metric, labels and part.",
            "metric/window/start/labels/part",
            1,
            (short) 3,
            Map.of("cleanup.policy", "compact"));

    /** What the streams app could not read. */
    public static final TopicDefinition DEAD_LETTERS = new TopicDefinition(
            "labeling.dead-letters",
            "Records that the streams app could not use, unchanged, with the reason in their headers.",
            "as it was",
            1,
            (short) 3,
            Map.of("cleanup.policy", "delete", "retention.ms", days(14)));

    /** What needs a person. */
    public static final TopicDefinition ALERTS = new TopicDefinition(
            "toloka.alerts",
            "One event for each alert that fires or resolves.",
            "rule|name=value,...",
            1,
            (short) 3,
            Map.of("cleanup.policy", "compact,delete", "retention.ms", days(30)));

    /** What people answered. */
    public static final TopicDefinition ANSWERS = new TopicDefinition(
            "toloka.answers",
            "One answer of one person to one task, or what an aggregation made of several.",
            "task id",
            6,
            (short) 3,
            Map.of("cleanup.policy", "delete", "retention.ms", days(35)));

    /** Between two steps of the streams app: predictions that deserve a task, on their way to those that are about the same. */
    public static final TopicDefinition SELECTED = new TopicDefinition(
            "labeling.selected",
            "Internal to the streams app: predictions that a route selected, before duplicates are left out.",
            "digest of what makes predictions duplicates",
            6,
            (short) 3,
            Map.of("cleanup.policy", "delete", "retention.ms", days(1)));

    /** Between two steps of the streams app: what people said about a task, on its way to the task's item. */
    public static final TopicDefinition LABEL_DRAFTS = new TopicDefinition(
            "labeling.label-drafts",
            "Internal to the streams app: what people said about a task, before it meets the prediction.",
            "item id",
            6,
            (short) 3,
            Map.of("cleanup.policy", "delete", "retention.ms", days(1)));

    private Topics() {}

    /** The topics of the connector, the input first. */
    public static List<TopicDefinition> ofConnector() {
        return List.of(LABELING_TASKS, OPERATION_STATUS, TASKS_CREATED, VALIDATION_ERRORS, HEARTBEATS);
    }

    /** The topics that only the streams app and its users read and write. */
    public static List<TopicDefinition> ofStreamsApp() {
        return List.of(
                PREDICTIONS,
                CONTROL,
                DECISIONS,
                TASKS_PARKED,
                TASKS_DEAD,
                TASK_INDEX,
                LABELS,
                ANSWERS,
                STATS,
                DEAD_LETTERS,
                ALERTS,
                SELECTED,
                LABEL_DRAFTS);
    }

    /** All topics of the contract. */
    public static List<TopicDefinition> all() {
        return Stream.concat(ofConnector().stream(), ofStreamsApp().stream()).toList();
    }

    /**
     * A connector's journal, which nobody else reads: not part of the contract, but created like the others. Compaction begins early,
     * so that a new owner never reads much; tombstones outlive every reading.
     */
    public static TopicDefinition journal(String name) {
        return new TopicDefinition(
                name,
                "What the connector is about to send and what has ended.",
                "kind of entry, then what it is about",
                1,
                (short) 3,
                Map.of(
                        "cleanup.policy", "compact",
                        "segment.bytes", String.valueOf(32 << 20),
                        "min.cleanable.dirty.ratio", "0.1",
                        "max.compaction.lag.ms",
                                String.valueOf(Duration.ofMinutes(10).toMillis()),
                        "delete.retention.ms", days(1),
                        "unclean.leader.election.enable", "false",
                        "min.insync.replicas", "2"));
    }

    /** Connect's dead letter queue of a connector. Kept as long as the validation errors beside it. */
    public static TopicDefinition deadLetterQueue(String name) {
        return new TopicDefinition(
                name,
                "Refused records as they were, for those who read Connect's dead letter queues.",
                "source record's key",
                1,
                (short) 3,
                Map.of("cleanup.policy", "delete", "retention.ms", days(30)));
    }

    private static String days(int days) {
        return Long.toString(Duration.ofDays(days).toMillis());
    }
}
