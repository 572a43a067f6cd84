package io.github.tolokaconnect.streams.monitor;

import io.github.tolokaconnect.streams.intake.StateUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The parts of a running application. */
final class RunningStoreParts implements StoreParts {

    private final KafkaStreams streams;

    RunningStoreParts(KafkaStreams streams) {
        this.streams = streams;
    }

    @Override
    public <V> List<ReadOnlyKeyValueStore<String, V>> of(String store, String topic) {
        KafkaStreams.State state = streams.state();
        if (state != KafkaStreams.State.RUNNING) {
            throw new StateUnavailableException("The state is not readable while Kafka Streams is " + state + ".");
        }
        try {
            List<ReadOnlyKeyValueStore<String, V>> parts = new ArrayList<>();
            for (int partition : partitions(topic)) {
                parts.add(streams.store(
                        StoreQueryParameters.fromNameAndType(store, QueryableStoreTypes.<String, V>keyValueStore())
                                .withPartition(partition)));
            }
            return parts;
        } catch (InvalidStateStoreException e) {
            throw new StateUnavailableException("Store " + store + " is being restored or moved.");
        }
    }

    private Set<Integer> partitions(String topic) {
        return streams.metadataForLocalThreads().stream()
                .flatMap(thread -> thread.activeTasks().stream())
                .flatMap(task -> task.topicPartitions().stream())
                .filter(owned -> owned.topic().equals(topic))
                .map(TopicPartition::partition)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
