package io.github.tolokaconnect.streams.monitor;

import io.github.tolokaconnect.streams.intake.StateUnavailableException;
import java.util.List;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Where the stores are found: one part per topic-partition that this process owns. */
interface StoreParts {

    /**
     * The parts of a store, one per partition of {@code topic}.
     *
     * @throws StateUnavailableException while a part is being restored or moved
     */
    <V> List<ReadOnlyKeyValueStore<String, V>> of(String store, String topic);
}
