package io.github.tolokaconnect.streams.monitor;

import org.apache.kafka.streams.state.KeyValueStore;

/** Counters in a store; a counter that returns to zero is removed. */
final class Tallies {

    private final KeyValueStore<String, Long> store;

    Tallies(KeyValueStore<String, Long> store) {
        this.store = store;
    }

    void add(String key, long change) {
        Long known = store.get(key);
        long count = (known == null ? 0 : known) + change;
        store.put(key, count == 0 ? null : count);
    }
}
