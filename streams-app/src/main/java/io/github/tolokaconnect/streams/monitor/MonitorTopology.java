package io.github.tolokaconnect.streams.monitor;

import io.github.tolokaconnect.events.EventCodec;
import io.github.tolokaconnect.events.OperationStatus;
import io.github.tolokaconnect.events.PoolRef;
import io.github.tolokaconnect.events.TaskCreated;
import io.github.tolokaconnect.events.ValidationError;
import java.time.Duration;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * The monitor's topology.
 *
 * <pre>{@code
 * operation-status ──► latest-operations ──► op-latest, op-by-state, op-tallies
 * tasks-created ─────► tally-created ──┐
 * validation-errors ─► tally-rejected ─┴───► task-tallies
 * }</pre>
 *
 * Each topic-partition has its own part of the stores; nothing is repartitioned, and totals are sums over the parts.
 */
public final class MonitorTopology {

    private static final String LATEST_OPERATIONS = "latest-operations";
    private static final String TALLY_CREATED = "tally-created";
    private static final String TALLY_REJECTED = "tally-rejected";

    private MonitorTopology() {}

    /**
     * The topology over {@code topics}.
     *
     * @param retention for how long an operation is remembered after it began
     * @param listener hears of each change of an operation
     */
    public static Topology build(InputTopics topics, Duration retention, OperationListener listener) {
        EventCodec codec = new EventCodec();
        EventReader<OperationStatus> statuses =
                new EventReader<>(codec, OperationStatus.class, topics.operationStatus());
        EventReader<TaskCreated> created = new EventReader<>(codec, TaskCreated.class, topics.tasksCreated());
        EventReader<ValidationError> errors =
                new EventReader<>(codec, ValidationError.class, topics.validationErrors());

        Topology topology = new Topology();
        source(topology, "operation-status", topics.operationStatus());
        topology.addProcessor(
                LATEST_OPERATIONS, () -> new OperationProcessor(statuses, retention, listener), "operation-status");
        topology.addStateStore(store(StoreKeys.OP_LATEST, new OperationSerde(codec)), LATEST_OPERATIONS);
        topology.addStateStore(store(StoreKeys.OP_BY_STATE, Serdes.ByteArray()), LATEST_OPERATIONS);
        topology.addStateStore(store(StoreKeys.OP_TALLIES, Serdes.Long()), LATEST_OPERATIONS);

        source(topology, "tasks-created", topics.tasksCreated());
        topology.addProcessor(
                TALLY_CREATED,
                () -> new TaskProcessor<>(
                        created, event -> StoreKeys.CREATED + event.task().poolId()),
                "tasks-created");
        source(topology, "validation-errors", topics.validationErrors());
        topology.addProcessor(
                TALLY_REJECTED,
                () -> new TaskProcessor<>(errors, event -> StoreKeys.REJECTED + poolId(event.pool())),
                "validation-errors");
        // One write per task would be one changelog record per task; the cache makes it one per commit.
        topology.addStateStore(
                store(StoreKeys.TASK_TALLIES, Serdes.Long()).withCachingEnabled(), TALLY_CREATED, TALLY_REJECTED);
        return topology;
    }

    private static void source(Topology topology, String name, String topic) {
        topology.addSource(name, new ByteArrayDeserializer(), new ByteArrayDeserializer(), topic);
    }

    private static <V> StoreBuilder<KeyValueStore<String, V>> store(String name, Serde<V> values) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), values);
    }

    private static String poolId(@Nullable PoolRef pool) {
        return pool == null ? "" : pool.id();
    }
}
