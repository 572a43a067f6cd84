package io.github.tolokaconnect.streams.monitor;

import io.github.tolokaconnect.events.Alert;
import io.github.tolokaconnect.events.Heartbeat;
import io.github.tolokaconnect.streams.alerts.AlertBook;
import io.github.tolokaconnect.streams.alerts.AlertLife;
import io.github.tolokaconnect.streams.intake.AppTopics;
import io.github.tolokaconnect.streams.intake.StateUnavailableException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Answers from the topology's stores, on the instance that owns the one topic-partition of heartbeats. */
public final class StoredMonitor implements MonitorQueries {

    private static final Comparator<Heartbeat> BY_SINK_TASK = Comparator.comparing(
                    (Heartbeat heartbeat) -> heartbeat.connector().name())
            .thenComparing(heartbeat -> heartbeat.connector().task());
    private static final Comparator<Alert> FIRING_FIRST = Comparator.comparing(Alert::state)
            .thenComparing(Comparator.comparing(Alert::eventTime).reversed());

    private final StoreParts parts;
    private final AppTopics topics;

    StoredMonitor(StoreParts parts, AppTopics topics) {
        this.parts = parts;
        this.topics = topics;
    }

    /** The answers of {@code streams}, which runs a {@link MonitorTopology} over {@code topics}. */
    public static StoredMonitor of(KafkaStreams streams, AppTopics topics) {
        return new StoredMonitor(new RunningStoreParts(streams), topics);
    }

    @Override
    public boolean isSpokesman() {
        return !this.<Heartbeat>parts(StoreKeys.HEARTBEATS).isEmpty();
    }

    @Override
    public List<Heartbeat> heartbeats() {
        return this.<Heartbeat>values(StoreKeys.HEARTBEATS).stream()
                .sorted(BY_SINK_TASK)
                .toList();
    }

    @Override
    public List<Alert> alerts() {
        return this.<AlertLife>values(AlertBook.STORE).stream()
                .map(AlertLife::last)
                .flatMap(Optional::stream)
                .sorted(FIRING_FIRST)
                .toList();
    }

    private <V> List<V> values(String store) {
        List<V> values = new ArrayList<>();
        try {
            for (ReadOnlyKeyValueStore<String, V> part : this.<V>parts(store)) {
                try (KeyValueIterator<String, V> all = part.all()) {
                    all.forEachRemaining(next -> values.add(next.value));
                }
            }
        } catch (InvalidStateStoreException e) {
            throw new StateUnavailableException("The state was moved while it was read.");
        }
        return values;
    }

    private <V> List<ReadOnlyKeyValueStore<String, V>> parts(String store) {
        return parts.of(store, topics.heartbeats());
    }
}
