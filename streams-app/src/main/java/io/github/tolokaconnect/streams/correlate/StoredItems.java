package io.github.tolokaconnect.streams.correlate;

import io.github.tolokaconnect.streams.intake.StateUnavailableException;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** Answers from the store of items; of several instances each answers for the topic-partitions that it owns. */
public final class StoredItems implements ItemQueries {

    private final Supplier<ReadOnlyKeyValueStore<String, byte[]>> store;

    /** Answers from what {@code store} supplies, which is asked for each time and may throw InvalidStateStoreException. */
    public StoredItems(Supplier<ReadOnlyKeyValueStore<String, byte[]>> store) {
        this.store = store;
    }

    @Override
    public Optional<Item> item(String itemId) {
        byte @Nullable [] bytes;
        try {
            bytes = store.get().get(itemId);
        } catch (InvalidStateStoreException e) {
            throw new StateUnavailableException("Store " + STORE + " is being restored or moved.");
        }
        return bytes == null
                ? Optional.empty()
                : Optional.of(ItemCodec.decode(bytes).toItem(itemId));
    }
}
