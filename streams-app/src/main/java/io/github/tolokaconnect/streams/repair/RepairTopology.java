package io.github.tolokaconnect.streams.repair;

import io.github.tolokaconnect.events.EventCodec;
import io.github.tolokaconnect.streams.control.Controls;
import io.github.tolokaconnect.streams.intake.AppTopics;
import io.github.tolokaconnect.streams.stats.StatRecorder;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/**
 * The part of the topology that repairs.
 *
 * <pre>{@code
 * new validation errors ──► repair ──► tasks          (again)
 *                             │   └──► tasks.parked, tasks.dead
 *                             └─ stores: quarantine, parked-by-due, replays, repair-history
 * }</pre>
 *
 * Runs in the sub-topology of its parent, which is keyed by item.
 */
public final class RepairTopology {

    static final String REPAIR = "repair";
    static final String WAITING = "quarantine";
    static final String BY_DUE = "parked-by-due";
    static final String REPLAYS = "replays";
    static final String HISTORIES = "repair-history";
    static final String TASKS_SINK = "repair-tasks";
    static final String PARKED_SINK = "repair-tasks-parked";
    static final String DEAD_SINK = "repair-tasks-dead";

    private RepairTopology() {}

    /**
     * Adds it.
     *
     * @param topics topics to write
     * @param controls where replays and names of pools are read
     * @param parent node that forwards each new validation error once: the key of its record, the event, and its headers
     */
    public static void addTo(
            Topology topology,
            AppTopics topics,
            RepairSettings settings,
            EventCodec codec,
            Controls controls,
            String parent) {
        topology.addProcessor(REPAIR, () -> new RepairProcessor(settings, codec, controls), parent);
        for (String store : new String[] {WAITING, BY_DUE, REPLAYS, HISTORIES}) {
            topology.addStateStore(
                    Stores.keyValueStoreBuilder(
                            Stores.persistentKeyValueStore(store), Serdes.String(), Serdes.ByteArray()),
                    REPAIR);
        }
        StatRecorder.addTo(topology, REPAIR, topics.stats(), REPAIR);
        sink(topology, TASKS_SINK, topics.tasks());
        sink(topology, PARKED_SINK, topics.tasksParked());
        sink(topology, DEAD_SINK, topics.tasksDead());
    }

    private static void sink(Topology topology, String name, String topic) {
        topology.addSink(name, topic, new ByteArraySerializer(), new ByteArraySerializer(), REPAIR);
    }
}
