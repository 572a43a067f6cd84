package io.github.tolokaconnect.streams.monitor;

import io.github.tolokaconnect.events.EventCodec;
import io.github.tolokaconnect.events.Heartbeat;
import io.github.tolokaconnect.streams.alerts.AlertBook;
import io.github.tolokaconnect.streams.intake.AppTopics;
import io.github.tolokaconnect.streams.intake.Intake;
import io.github.tolokaconnect.streams.stats.StatRecorder;
import io.github.tolokaconnect.streams.stats.StoredStats;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The monitor's part of the topology.
 *
 * <pre>{@code
 * operation-status ──► operations ──► op-latest, op-by-state; stats
 * heartbeats ────────► heartbeats ──► heartbeats, alerts; stats; topic of alerts
 * }</pre>
 *
 * Each topic-partition of operation-status has its own part of the stores; nothing is repartitioned. Heartbeats have one
 * topic-partition, so whoever owns it knows all sink tasks and decides on alerts alone.
 */
public final class MonitorTopology {

    static final String OPERATIONS = "operations";
    static final String HEARTBEATS = "heartbeats";
    static final String ALERTS_SINK = "alerts-sink";

    private MonitorTopology() {}

    /**
     * Adds the monitor to {@code topology}, which has {@link StoredStats} as well: alerts are about what all instances count.
     *
     * @param listener hears of each change of an operation
     */
    public static void addTo(
            Topology topology,
            AppTopics topics,
            MonitorSettings settings,
            EventCodec codec,
            OperationListener listener) {
        source(topology, "operation-status", topics.operationStatus());
        topology.addProcessor(
                OPERATIONS, () -> new OperationProcessor(codec, settings.retention(), listener), "operation-status");
        topology.addStateStore(store(StoreKeys.OP_LATEST, new OperationSerde(codec)), OPERATIONS);
        topology.addStateStore(store(StoreKeys.OP_BY_STATE, Serdes.ByteArray()), OPERATIONS);
        counted(topology, topics, OPERATIONS);

        source(topology, "heartbeats-topic", topics.heartbeats());
        topology.addProcessor(HEARTBEATS, () -> new HeartbeatProcessor(codec, settings.alerts()), "heartbeats-topic");
        topology.addStateStore(store(StoreKeys.HEARTBEATS, new EventSerde<>(codec, Heartbeat.class)), HEARTBEATS);
        topology.addStateStore(AlertBook.store(codec), HEARTBEATS);
        topology.addSink(
                ALERTS_SINK, topics.alerts(), new ByteArraySerializer(), new ByteArraySerializer(), HEARTBEATS);
        counted(topology, topics, HEARTBEATS);
    }

    private static void counted(Topology topology, AppTopics topics, String processor) {
        Intake.addTo(topology, processor, topics.deadLetters(), processor);
        StatRecorder.addTo(topology, processor, topics.stats(), processor);
    }

    private static void source(Topology topology, String name, String topic) {
        topology.addSource(name, new ByteArrayDeserializer(), new ByteArrayDeserializer(), topic);
    }

    private static <V> StoreBuilder<KeyValueStore<String, V>> store(String name, Serde<V> values) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), values);
    }
}
