package io.github.tolokaconnect.connector;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkTaskContext;

/**
 * How far Connect has come in each topic-partition. It follows a seek just before it polls, so not before the next delivery;
 * until then its position, and records that it polled already, are of the time before the seek.
 */
final class Positions {
    private final SinkTaskContext context;
    private final Set<TopicPartition> sought = new HashSet<>();
    private final Map<TopicPartition, Long> passed = new HashMap<>();

    Positions(SinkTaskContext context) {
        this.context = context;
    }

    /** Goes on at {@code offset}; nothing if the topic-partition moved away, which Connect would take amiss. */
    void seek(TopicPartition partition, long offset) {
        if (context.assignment().contains(partition)) {
            context.offset(partition, offset);
            sought.add(partition);
            passed.remove(partition);
        }
    }

    /** Takes Connect's positions, as far as no seek has made them void. */
    void passed(Map<TopicPartition, OffsetAndMetadata> positions) {
        positions.forEach((partition, position) -> {
            if (!sought.contains(partition)) {
                passed.put(partition, position.offset());
            }
        });
    }

    /** Connect delivers: it has followed every seek. Hands over the positions taken since the last delivery. */
    Map<TopicPartition, Long> delivered() {
        sought.clear();
        var taken = Map.copyOf(passed);
        passed.clear();
        return taken;
    }

    /** Whether Connect has yet to follow a seek there. */
    boolean isSought(TopicPartition partition) {
        return sought.contains(partition);
    }

    /** Takes note that topic-partitions moved. */
    void forget(Collection<TopicPartition> partitions) {
        partitions.forEach(passed::remove);
        partitions.forEach(sought::remove);
    }
}
