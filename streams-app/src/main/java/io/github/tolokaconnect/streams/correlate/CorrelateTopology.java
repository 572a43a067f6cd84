package io.github.tolokaconnect.streams.correlate;

import io.github.tolokaconnect.events.EventCodec;
import io.github.tolokaconnect.streams.intake.AppTopics;
import io.github.tolokaconnect.streams.intake.Intake;
import io.github.tolokaconnect.streams.stats.StatRecorder;
import java.time.Duration;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/**
 * The correlator's part of the topology.
 *
 * <pre>{@code
 * decisions ─────────┐
 * tasks-created ─────┼─► items (store items) ──► task-index ──► answers (store tasks) ──► label-drafts
 * validation-errors ─┤     ├──► labels             answers ──────┘                            │
 * label-drafts ◄─────┼─────┼──► item-errors ──► whoever repairs                               │
 *                    └─────┴────────────────────────────────────────────────────────────────◄─┘
 * }</pre>
 *
 * Two sub-topologies: one keyed by item, one keyed by task; topics lie between them.
 */
public final class CorrelateTopology {

    /** Name of the node whose children get each new validation error: the record's key as it came, the event, the record's headers. */
    public static final String ERRORS = "item-errors";

    static final String ITEMS = "items";
    static final String ANSWERS = "answers";
    static final String TASKS = "tasks";
    static final String TASK_INDEX_SINK = "items-task-index";
    static final String LABELS_SINK = "items-labels";
    static final String DRAFTS_SINK = "answers-label-drafts";

    private CorrelateTopology() {}

    /**
     * Adds it.
     *
     * @param topics topics to read and write
     * @param retention for how long an item or a task is remembered after something happened to it
     */
    public static void addTo(Topology topology, AppTopics topics, Duration retention, EventCodec codec) {
        addItems(topology, topics, retention, codec);
        addAnswers(topology, topics, retention, codec);
    }

    private static void addItems(Topology topology, AppTopics topics, Duration retention, EventCodec codec) {
        source(topology, "item-decisions", topics.decisions());
        source(topology, "item-tasks-created", topics.tasksCreated());
        source(topology, "item-validation-errors", topics.validationErrors());
        source(topology, "item-label-drafts", topics.labelDrafts());
        topology.addProcessor(
                ITEMS,
                () -> new ItemsProcessor(topics, retention, codec),
                "item-decisions",
                "item-tasks-created",
                "item-validation-errors",
                "item-label-drafts");
        store(topology, ItemQueries.STORE, ITEMS);
        StatRecorder.addTo(topology, ITEMS, topics.stats(), ITEMS);
        Intake.addTo(topology, ITEMS, topics.deadLetters(), ITEMS);
        sink(topology, TASK_INDEX_SINK, topics.taskIndex(), ITEMS);
        sink(topology, LABELS_SINK, topics.labels(), ITEMS);
        topology.addProcessor(ERRORS, ErrorsProcessor::new, ITEMS);
    }

    private static void addAnswers(Topology topology, AppTopics topics, Duration retention, EventCodec codec) {
        source(topology, "answer-task-index", topics.taskIndex());
        source(topology, "answer-answers", topics.answers());
        topology.addProcessor(
                ANSWERS, () -> new AnswersProcessor(topics, retention, codec), "answer-task-index", "answer-answers");
        store(topology, TASKS, ANSWERS);
        StatRecorder.addTo(topology, ANSWERS, topics.stats(), ANSWERS);
        Intake.addTo(topology, ANSWERS, topics.deadLetters(), ANSWERS);
        sink(topology, DRAFTS_SINK, topics.labelDrafts(), ANSWERS);
    }

    private static void source(Topology topology, String name, String topic) {
        topology.addSource(name, new ByteArrayDeserializer(), new ByteArrayDeserializer(), topic);
    }

    private static void sink(Topology topology, String name, String topic, String parent) {
        topology.addSink(name, topic, new ByteArraySerializer(), new ByteArraySerializer(), parent);
    }

    private static void store(Topology topology, String name, String processor) {
        topology.addStateStore(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), Serdes.ByteArray()),
                processor);
    }
}
