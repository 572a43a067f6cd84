package io.github.tolokaconnect.streams.select;

import io.github.tolokaconnect.events.Decision.SourceRecord;
import io.github.tolokaconnect.events.EventCodec;
import io.github.tolokaconnect.streams.intake.AppTopics;
import io.github.tolokaconnect.streams.intake.Intake;
import io.github.tolokaconnect.streams.intake.WrittenTimestamps;
import io.github.tolokaconnect.streams.stats.StatRecorder;
import java.time.Duration;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/**
 * From predictions to tasks.
 *
 * <pre>{@code
 * predictions ──► select ─────┬──► decisions
 *                             ├──► dead letters
 *                             └──► selected (by what makes duplicates)
 *
 * selected ─────► deduplicate ┬──► tasks, with their decisions
 *                  (dedup)    ├──► decisions
 *                             └──► dead letters
 * }</pre>
 */
public final class SelectTopology {

    static final String SELECT = "select";
    static final String DEDUPLICATE = "deduplicate";
    static final String SELECTED = "selected";
    static final String SELECT_DECISIONS = "select-decisions";
    static final String DEDUPLICATE_DECISIONS = "deduplicate-decisions";
    static final String TASKS = "selected-tasks";
    static final String DEDUP = "dedup";

    private static final Duration POINT = Duration.ofMillis(1);

    private SelectTopology() {}

    /** Adds both steps, which obey {@code routes}. */
    public static void addTo(
            Topology topology, AppTopics topics, StoredRoutes routes, SelectSettings settings, EventCodec codec) {
        Duration retention = settings.dedupRetention();
        source(topology, "predictions", topics.predictions());
        topology.addProcessor(SELECT, () -> new SelectProcessor(routes, codec), "predictions");
        sink(topology, SELECT_DECISIONS, topics.decisions(), SELECT);
        sink(topology, SELECTED, topics.selected(), SELECT);
        StatRecorder.addTo(topology, SELECT, topics.stats(), SELECT);
        Intake.addTo(topology, SELECT, topics.deadLetters(), SELECT);

        source(topology, "selected-predictions", topics.selected());
        topology.addProcessor(DEDUPLICATE, () -> new DeduplicateProcessor(retention, codec), "selected-predictions");
        topology.addStateStore(
                Stores.windowStoreBuilder(
                        Stores.persistentWindowStore(DEDUP, Memory.kept(retention), POINT, false),
                        Serdes.ByteArray(),
                        Serdes.ByteArray()),
                DEDUPLICATE);
        sink(topology, DEDUPLICATE_DECISIONS, topics.decisions(), DEDUPLICATE);
        sink(topology, TASKS, topics.tasks(), DEDUPLICATE);
        StatRecorder.addTo(topology, DEDUPLICATE, topics.stats(), DEDUPLICATE);
        Intake.addTo(topology, DEDUPLICATE, topics.deadLetters(), DEDUPLICATE);
    }

    /** A place in a topic, as dead letters say it. */
    static String coordinates(SourceRecord record) {
        return record.topic() + "-" + record.partition() + "@" + record.offset();
    }

    private static void source(Topology topology, String name, String topic) {
        topology.addSource(
                AutoOffsetReset.earliest(),
                name,
                new WrittenTimestamps(),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                topic);
    }

    private static void sink(Topology topology, String name, String topic, String processor) {
        topology.addSink(name, topic, new ByteArraySerializer(), new ByteArraySerializer(), processor);
    }
}
