package io.github.tolokaconnect.streams.monitor;

import io.github.tolokaconnect.streams.intake.AppTopics;
import io.github.tolokaconnect.streams.intake.StateUnavailableException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** Answers from the topology's stores; of several instances each answers for the topic-partitions that it owns. */
public final class StoredOperations implements OperationQueries {

    private static final Comparator<Operation> NEWEST_FIRST =
            Comparator.comparing(Operation::began).thenComparing(Operation::id).reversed();

    private final StoreParts parts;
    private final AppTopics topics;

    StoredOperations(StoreParts parts, AppTopics topics) {
        this.parts = parts;
        this.topics = topics;
    }

    /** The answers of {@code streams}, which runs a {@link MonitorTopology} over {@code topics}. */
    public static StoredOperations of(KafkaStreams streams, AppTopics topics) {
        return new StoredOperations(new RunningStoreParts(streams), topics);
    }

    @Override
    public List<Operation> newest(@Nullable OperationState state, int limit) {
        List<ReadOnlyKeyValueStore<String, Operation>> latest = operationParts(StoreKeys.OP_LATEST);
        List<ReadOnlyKeyValueStore<String, byte[]>> byState = operationParts(StoreKeys.OP_BY_STATE);
        List<OperationState> states = state == null ? List.of(OperationState.values()) : List.of(state);
        try {
            // An operation that changes its state meanwhile can be met twice, and is told once, as it is now.
            Map<UUID, Operation> found = new TreeMap<>();
            for (ReadOnlyKeyValueStore<String, byte[]> part : byState) {
                for (OperationState each : states) {
                    for (UUID id : newestIds(part, each, limit)) {
                        first(latest, id)
                                .filter(operation -> state == null || operation.state() == state)
                                .ifPresent(operation -> found.put(id, operation));
                    }
                }
            }
            return found.values().stream().sorted(NEWEST_FIRST).limit(limit).toList();
        } catch (InvalidStateStoreException e) {
            throw moved();
        }
    }

    @Override
    public Optional<Operation> operation(UUID id) {
        List<ReadOnlyKeyValueStore<String, Operation>> latest = operationParts(StoreKeys.OP_LATEST);
        try {
            return first(latest, id);
        } catch (InvalidStateStoreException e) {
            throw moved();
        }
    }

    private static List<UUID> newestIds(ReadOnlyKeyValueStore<String, byte[]> part, OperationState state, int limit) {
        List<UUID> ids = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> keys = part.reverseRange(StoreKeys.first(state), StoreKeys.end(state))) {
            while (keys.hasNext() && ids.size() < limit) {
                ids.add(StoreKeys.id(keys.next().key));
            }
        }
        return ids;
    }

    private static Optional<Operation> first(List<ReadOnlyKeyValueStore<String, Operation>> latest, UUID id) {
        for (ReadOnlyKeyValueStore<String, Operation> part : latest) {
            Operation operation = part.get(id.toString());
            if (operation != null) {
                return Optional.of(operation);
            }
        }
        return Optional.empty();
    }

    private <V> List<ReadOnlyKeyValueStore<String, V>> operationParts(String store) {
        return parts.of(store, topics.operationStatus());
    }

    private static StateUnavailableException moved() {
        return new StateUnavailableException("The state was moved while it was read.");
    }
}
