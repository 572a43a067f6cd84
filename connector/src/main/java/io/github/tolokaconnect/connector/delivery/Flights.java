package io.github.tolokaconnect.connector.delivery;

import io.github.tolokaconnect.client.PoolId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The operations in flight, by their tickets, oldest first. */
final class Flights {
    private final LinkedHashMap<Long, InFlight> all = new LinkedHashMap<>();
    /** Tickets of operations that wait for their pool; they leave room to other pools. */
    private final Set<Long> parked = new HashSet<>();

    void add(InFlight flight) {
        all.put(flight.facts().ticket(), flight);
        enter(flight, flight.state());
    }

    /** The operation with this ticket; absent if it was forgotten. */
    @Nullable
    InFlight find(long ticket) {
        return all.get(ticket);
    }

    void enter(InFlight flight, Submission next) {
        flight.enter(next);
        if (next instanceof Submission.Parked) {
            parked.add(next.facts().ticket());
        } else {
            parked.remove(next.facts().ticket());
        }
    }

    void remove(InFlight flight) {
        all.remove(flight.facts().ticket());
        parked.remove(flight.facts().ticket());
    }

    /** Takes out the operations of a topic-partition. */
    List<InFlight> forget(TopicPartition partition) {
        var forgotten = all.values().stream()
                .filter(flight -> flight.facts().batch().topicPartition().equals(partition))
                .toList();
        forgotten.forEach(this::remove);
        return forgotten;
    }

    /** Those for which something is to be done. */
    List<InFlight> due(Instant now) {
        var due = new ArrayList<InFlight>();
        for (InFlight flight : all.values()) {
            if (flight.state().dueAt().filter(at -> !at.isAfter(now)).isPresent()) {
                due.add(flight);
            }
        }
        return due;
    }

    Stream<Instant> dueTimes() {
        return all.values().stream().flatMap(flight -> flight.state().dueAt().stream());
    }

    int size() {
        return all.size();
    }

    /** How many take up room, so that another one may have to wait. */
    int active() {
        return all.size() - parked.size();
    }

    /** How many of a pool take up room. */
    int active(PoolId pool) {
        return (int) all.values().stream()
                .map(InFlight::facts)
                .filter(facts -> facts.batch().pool().equals(pool) && !parked.contains(facts.ticket()))
                .count();
    }

    Optional<Instant> oldest() {
        return all.values().stream().map(flight -> flight.facts().plannedAt()).min(Instant::compareTo);
    }
}
