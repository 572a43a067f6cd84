package io.github.tolokaconnect.streams.monitor;

import io.github.tolokaconnect.events.OperationStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The operations of one partition: the latest of each, their index by state, and the counts. Owned by a stream thread. */
final class OperationBook {

    private static final int FORGOTTEN_AT_ONCE = 5_000;
    private static final byte[] PRESENT = {};

    private final KeyValueStore<String, Operation> latest;
    private final KeyValueStore<String, byte[]> byState;
    private final Tallies tallies;

    OperationBook(KeyValueStore<String, Operation> latest, KeyValueStore<String, byte[]> byState, Tallies tallies) {
        this.latest = latest;
        this.byState = byState;
        this.tallies = tallies;
    }

    Tallies tallies() {
        return tallies;
    }

    /** Writes the event down; answers the operation if that moved it on. */
    Optional<Operation> write(OperationStatus event) {
        String id = event.operation().id().toString();
        Operation before = latest.get(id);
        Operation after = before == null ? Operation.of(event) : before.with(event);
        if (after.equals(before)) {
            return Optional.empty();
        }
        if (before != null) {
            unlist(before);
        }
        latest.put(id, after);
        list(after);
        boolean moved = before == null || !after.latest().equals(before.latest());
        return moved ? Optional.of(after) : Optional.empty();
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

    private void list(Operation operation) {
        byState.put(StoreKeys.byState(operation), PRESENT);
        count(operation, 1);
    }

    private void unlist(Operation operation) {
        byState.delete(StoreKeys.byState(operation));
        count(operation, -1);
    }

    private void count(Operation operation, long change) {
        tallies.add(StoreKeys.STATE + operation.state().word(), change);
        tallies.add(StoreKeys.STATUS + operation.latest().operation().status().value(), change);
    }
}
