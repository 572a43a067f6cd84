package io.github.tolokaconnect.connector.delivery;

import static java.util.Objects.requireNonNull;

import io.github.tolokaconnect.client.PoolId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** Closed micro-batches that wait for their turn, a queue per pool, so that a pool that takes no tasks holds up no other. */
final class PoolLanes {
    private final int maxInFlightPerPool;
    /** Lanes with something waiting, the one whose turn it is first. */
    private final LinkedHashMap<PoolId, Deque<MicroBatch>> waiting = new LinkedHashMap<>();

    private final Map<PoolId, Integer> inFlight = new HashMap<>();
    private final Map<PoolId, Instant> blocked = new HashMap<>();

    PoolLanes(int maxInFlightPerPool) {
        this.maxInFlightPerPool = maxInFlightPerPool;
    }

    /** Adds a micro-batch behind those of its pool. */
    void add(MicroBatch batch) {
        waiting.computeIfAbsent(batch.pool(), pool -> new ArrayDeque<>()).addLast(batch);
    }

    /** Whether a micro-batch of this pool would be the next of its lane, and the pool has room for another operation. */
    boolean hasRoom(PoolId pool) {
        return !waiting.containsKey(pool) && inFlight.getOrDefault(pool, 0) < maxInFlightPerPool;
    }

    /** The micro-batch whose turn it is, among pools that take tasks and have room for another operation. */
    Optional<MicroBatch> peek(Instant now) {
        blocked.values().removeIf(until -> !until.isAfter(now));
        return waiting.entrySet().stream()
                .filter(lane -> !blocked.containsKey(lane.getKey())
                        && inFlight.getOrDefault(lane.getKey(), 0) < maxInFlightPerPool)
                .findFirst()
                .map(lane -> lane.getValue().getFirst());
    }

    /** Takes out what {@link #peek} showed; its pool goes to the end of the row. */
    void start(MicroBatch batch) {
        var lane = requireNonNull(waiting.remove(batch.pool()));
        lane.removeFirst();
        if (!lane.isEmpty()) {
            waiting.put(batch.pool(), lane);
        }
        adopt(batch.pool());
    }

    /** Replaces what {@link #peek} showed by two parts of it, the first of which may go. */
    void split(MicroBatch first, MicroBatch second) {
        var lane = requireNonNull(waiting.get(first.pool()));
        lane.removeFirst();
        lane.addFirst(second);
        lane.addFirst(first);
    }

    /** Takes up room for an operation that did not wait here. */
    void adopt(PoolId pool) {
        inFlight.merge(pool, 1, Integer::sum);
    }

    /** Frees the room of an operation that has ended. */
    void ended(PoolId pool) {
        inFlight.computeIfPresent(pool, (id, count) -> count == 1 ? null : count - 1);
    }

    /** Lets no operation of a pool start before {@code until}; of two such times the later one counts. */
    void block(PoolId pool, Instant until) {
        blocked.merge(pool, until, (one, other) -> one.isAfter(other) ? one : other);
    }

    /** Takes out the micro-batches of a topic-partition that moved away. */
    List<MicroBatch> forget(TopicPartition topicPartition) {
        var forgotten = new ArrayList<MicroBatch>();
        for (var lane : waiting.values()) {
            lane.removeIf(batch -> batch.topicPartition().equals(topicPartition) && forgotten.add(batch));
        }
        waiting.values().removeIf(Deque::isEmpty);
        return forgotten;
    }

    /** When the next blocked pool is tried again. */
    Optional<Instant> nextUnblocked() {
        return waiting.isEmpty() ? Optional.empty() : blocked.values().stream().min(Instant::compareTo);
    }

    /** Whether nothing waits. */
    boolean isEmpty() {
        return waiting.isEmpty();
    }
}
