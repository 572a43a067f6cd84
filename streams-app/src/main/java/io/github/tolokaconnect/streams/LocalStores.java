package io.github.tolokaconnect.streams;

import io.github.tolokaconnect.streams.intake.StateUnavailableException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The parts of stores that this process has, read from outside of the stream threads. Safe from any thread. */
final class LocalStores {

    private final KafkaStreams streams;

    /** The stores of {@code streams}. */
    LocalStores(KafkaStreams streams) {
        this.streams = streams;
    }

    /**
     * All local parts of a store as one.
     *
     * @throws StateUnavailableException while it is being restored or moved
     */
    <K, V> ReadOnlyKeyValueStore<K, V> keyValue(String store) {
        try {
            return streams.store(StoreQueryParameters.fromNameAndType(store, QueryableStoreTypes.<K, V>keyValueStore()));
        } catch (InvalidStateStoreException | IllegalStateException e) {
            throw new StateUnavailableException(
                    "Store " + store + " is being restored or moved; Kafka Streams is " + streams.state() + ".");
        }
    }
}
