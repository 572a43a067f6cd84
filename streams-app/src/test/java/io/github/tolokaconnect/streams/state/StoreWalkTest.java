package io.github.tolokaconnect.streams.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StoreWalkTest {

    private KeyValueStore<String, String> store;

    @BeforeEach
    void open() {
        store = Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore("walked"), Serdes.String(), Serdes.String())
                .withLoggingDisabled()
                .build();
        var context = new MockProcessorContext<Void, Void>();
        store.init(context.getStateStoreContext(), store);
        for (String key : new String[] {"a", "b", "c", "d", "e"}) {
            store.put(key, key);
        }
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void goesOverAllEntriesInStepsAndBeginsAnew() {
        StoreWalk<String> walk = new StoreWalk<>(store, 2);

        assertThat(walk.next()).extracting(entry -> entry.key).containsExactly("a", "b");
        assertThat(walk.next()).extracting(entry -> entry.key).containsExactly("c", "d");
        assertThat(walk.next()).extracting(entry -> entry.key).containsExactly("e");
        assertThat(walk.next()).extracting(entry -> entry.key).containsExactly("a", "b");
    }

    @Test
    void goesOnWhereItWasThoughThatEntryIsGone() {
        StoreWalk<String> walk = new StoreWalk<>(store, 2);
        walk.next();
        store.delete("b");

        assertThat(walk.next()).extracting(entry -> entry.key).containsExactly("c", "d");
    }
}
