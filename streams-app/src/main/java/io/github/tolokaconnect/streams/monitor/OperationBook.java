package io.github.tolokaconnect.streams.monitor;

import io.github.tolokaconnect.events.OperationStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The operations of one partition: the latest of each, and their index by state. Owned by a stream thread. */
final class OperationBook {

    private static final int FORGOTTEN_AT_ONCE = 5_000;
    private static final byte[] PRESENT = {};

    private final KeyValueStore<String, Operation> latest;
    private final KeyValueStore<String, byte[]> byState;
    private final OperationCounts counts;

    OperationBook(
            KeyValueStore<String, Operation> latest, KeyValueStore<String, byte[]> byState, OperationCounts counts) {
        this.latest = latest;
        this.byState = byState;
        this.counts = counts;
    }

    /** What is known of the operation {@code id}. */
    Optional<Operation> operation(UUID id) {
        return Optional.ofNullable(latest.get(id.toString()));
    }

    /** Writes the event down; answers the operation if that moved it on. */
    Optional<Operation> write(OperationStatus event) {
        String id = event.operation().id().toString();
        Operation before = latest.get(id);
        Operation after = before == null ? Operation.of(event) : before.with(event);
        if (after.equals(before)) {
            return Optional.empty();
        }
        counts.count(before, after, event);
        if (before != null) {
            unlist(before);
        }
        latest.put(id, after);
        byState.put(StoreKeys.byState(after), PRESENT);
        return after.hasMovedOnFrom(before) ? Optional.of(after) : Optional.empty();
    }

    /** Forgets operations that began before {@code instant}, whatever their state; the topic has forgotten them too. */
    void forgetBegunBefore(Instant instant) {
        for (OperationState state : OperationState.values()) {
            for (String key : keysBegunBefore(state, instant)) {
                String id = StoreKeys.id(key).toString();
                Operation operation = latest.get(id);
                if (operation != null) {
                    unlist(operation);
                    latest.delete(id);
                }
            }
        }
    }

    private List<String> keysBegunBefore(OperationState state, Instant instant) {
        List<String> keys = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> old =
                byState.range(StoreKeys.first(state), StoreKeys.begunBefore(state, instant))) {
            while (old.hasNext() && keys.size() < FORGOTTEN_AT_ONCE) {
                keys.add(old.next().key);
            }
        }
        return keys;
    }

    private void unlist(Operation operation) {
        byState.delete(StoreKeys.byState(operation));
    }
}
