package io.github.tolokaconnect.streams;

import io.github.tolokaconnect.streams.intake.StateUnavailableException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The parts of stores that this process has, read from outside of the stream threads. Safe from any thread. */
final class LocalStores {

    private final KafkaStreams streams;

    LocalStores(KafkaStreams streams) {
        this.streams = streams;
    }

    /**
     * All local parts of a store as one.
     *
     * @throws StateUnavailableException while it is being restored or moved
     */
    <V> ReadOnlyKeyValueStore<String, V> whole(String store) {
        return of(StoreQueryParameters.fromNameAndType(store, QueryableStoreTypes.<String, V>keyValueStore()));
    }

    /**
     * The local parts of a store, one for each partition of {@code topic} that is read here.
     *
     * @throws StateUnavailableException while one is being restored or moved
     */
    <V> List<ReadOnlyKeyValueStore<String, V>> parts(String store, String topic) {
        List<ReadOnlyKeyValueStore<String, V>> parts = new ArrayList<>();
        for (int partition : partitions(topic)) {
            parts.add(of(StoreQueryParameters.fromNameAndType(store, QueryableStoreTypes.<String, V>keyValueStore())
                    .withPartition(partition)));
        }
        return parts;
    }

    /** Partitions of {@code topic} that are read here. */
    List<Integer> partitions(String topic) {
        return streams.metadataForLocalThreads().stream()
                .flatMap(thread -> thread.activeTasks().stream())
                .flatMap(task -> task.topicPartitions().stream())
                .filter(owned -> owned.topic().equals(topic))
                .map(TopicPartition::partition)
                .sorted()
                .distinct()
                .toList();
    }

    private <V> ReadOnlyKeyValueStore<String, V> of(StoreQueryParameters<ReadOnlyKeyValueStore<String, V>> wanted) {
        try {
            return streams.store(wanted);
        } catch (InvalidStateStoreException | IllegalStateException e) {
            throw new StateUnavailableException("Store " + wanted.storeName()
                    + " is being restored or moved; Kafka Streams is " + streams.state() + ".");
        }
    }
}
