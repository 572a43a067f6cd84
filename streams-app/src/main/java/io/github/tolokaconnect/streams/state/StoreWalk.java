package io.github.tolokaconnect.streams.state;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Goes over all entries of a store a few at a time, and then begins anew, so that no single step is long. Entries that are added
 * meanwhile may be met on the next round only. Owned by a stream thread.
 *
 * @param <V> what the store holds
 */
public final class StoreWalk<V> {

    private final ReadOnlyKeyValueStore<String, V> store;
    private final int step;
    private @Nullable String last;

    /** Goes over {@code store} in steps of at most {@code step} entries. */
    public StoreWalk(ReadOnlyKeyValueStore<String, V> store, int step) {
        this.store = store;
        this.step = step;
    }

    /** The next entries; fewer than a step, or none, where a round ends. */
    @SuppressWarnings("NullAway") // Kafka takes null for "from the first" and "to the last".
    public List<KeyValue<String, V>> next() {
        List<KeyValue<String, V>> found = new ArrayList<>();
        try (KeyValueIterator<String, V> entries = store.range(last, null)) {
            while (entries.hasNext() && found.size() < step) {
                KeyValue<String, V> entry = entries.next();
                if (!entry.key.equals(last)) {
                    found.add(entry);
                }
            }
        }
        last = found.size() < step ? null : found.get(found.size() - 1).key;
        return found;
    }
}
