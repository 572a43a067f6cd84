package io.github.tolokaconnect.streams.monitor;

import io.github.tolokaconnect.streams.intake.StateUnavailableException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** Answers from the topology's stores; of several instances each answers for the topic-partitions that it owns. */
public final class StoredOperations implements OperationQueries {

    private static final Comparator<Operation> NEWEST_FIRST =
            Comparator.comparing(Operation::began).thenComparing(Operation::id).reversed();

    private final StoreParts parts;
    private final InputTopics topics;

    StoredOperations(StoreParts parts, InputTopics topics) {
        this.parts = parts;
        this.topics = topics;
    }

    /** The answers of {@code streams}, which runs a {@link MonitorTopology} over {@code topics}. */
    public static StoredOperations of(KafkaStreams streams, InputTopics topics) {
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

    @Override
    public Overview overview() {
        try {
            Map<String, Long> tallies = new TreeMap<>();
            this.<Long>operationParts(StoreKeys.OP_TALLIES).forEach(part -> addUp(part, tallies));
            taskParts().forEach(part -> addUp(part, tallies));
            return new Overview(
                    byState(tallies), named(tallies, StoreKeys.STATUS), pools(tallies), oldest(), skipped(tallies));
        } catch (InvalidStateStoreException e) {
            throw moved();
        }
    }

    private static void addUp(ReadOnlyKeyValueStore<String, Long> part, Map<String, Long> tallies) {
        try (KeyValueIterator<String, Long> all = part.all()) {
            while (all.hasNext()) {
                KeyValue<String, Long> tally = all.next();
                tallies.merge(tally.key, tally.value, Long::sum);
            }
        }
    }

    private static Map<OperationState, Long> byState(Map<String, Long> tallies) {
        Map<OperationState, Long> counts = new EnumMap<>(OperationState.class);
        for (OperationState state : OperationState.values()) {
            counts.put(state, tallies.getOrDefault(StoreKeys.STATE + state.word(), 0L));
        }
        return counts;
    }

    private static Map<String, Long> named(Map<String, Long> tallies, String kind) {
        Map<String, Long> named = new TreeMap<>();
        tallies.forEach((key, count) -> {
            if (key.startsWith(kind)) {
                named.put(key.substring(kind.length()), count);
            }
        });
        return named;
    }

    private static List<Overview.PoolTally> pools(Map<String, Long> tallies) {
        Map<String, Long> created = named(tallies, StoreKeys.CREATED);
        Map<String, Long> rejected = named(tallies, StoreKeys.REJECTED);
        TreeSet<String> pools = new TreeSet<>(created.keySet());
        pools.addAll(rejected.keySet());
        return pools.stream()
                .map(pool ->
                        new Overview.PoolTally(pool, created.getOrDefault(pool, 0L), rejected.getOrDefault(pool, 0L)))
                .toList();
    }

    private static List<Overview.Skipped> skipped(Map<String, Long> tallies) {
        List<Overview.Skipped> skipped = new ArrayList<>();
        named(tallies, StoreKeys.SKIPPED).forEach((name, count) -> {
            int slash = name.indexOf('/');
            skipped.add(new Overview.Skipped(name.substring(slash + 1), name.substring(0, slash), count));
        });
        return skipped;
    }

    private Overview.@Nullable Oldest oldest() {
        List<Overview.Oldest> candidates = new ArrayList<>();
        for (ReadOnlyKeyValueStore<String, byte[]> part : this.<byte[]>operationParts(StoreKeys.OP_BY_STATE)) {
            for (OperationState state : List.of(OperationState.IN_FLIGHT, OperationState.STUCK)) {
                try (KeyValueIterator<String, byte[]> keys = part.range(StoreKeys.first(state), StoreKeys.end(state))) {
                    if (keys.hasNext()) {
                        String key = keys.next().key;
                        candidates.add(new Overview.Oldest(StoreKeys.id(key), StoreKeys.began(key)));
                    }
                }
            }
        }
        return candidates.stream()
                .min(Comparator.comparing(Overview.Oldest::began))
                .orElse(null);
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

    /** The sub-topology of the tallies reads two topics; the one with more partitions tells all parts. */
    private List<ReadOnlyKeyValueStore<String, Long>> taskParts() {
        List<ReadOnlyKeyValueStore<String, Long>> created = parts.of(StoreKeys.TASK_TALLIES, topics.tasksCreated());
        List<ReadOnlyKeyValueStore<String, Long>> errors = parts.of(StoreKeys.TASK_TALLIES, topics.validationErrors());
        return created.size() >= errors.size() ? created : errors;
    }

    private static StateUnavailableException moved() {
        return new StateUnavailableException("The state was moved while it was read.");
    }
}
