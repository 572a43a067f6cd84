package io.github.tolokaconnect.connector;

import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** Pauses and resumes a sink task's topic-partitions. What is wanted is applied anew on every call, to new ones as well. */
final class Backpressure {
    private final SinkTaskContext context;
    private final Set<TopicPartition> paused = new HashSet<>();

    Backpressure(SinkTaskContext context) {
        this.context = context;
    }

    /** Pauses everything assigned, or resumes it. */
    void apply(boolean pause) {
        var change = new HashSet<>(pause ? context.assignment() : paused);
        if (pause) {
            change.removeAll(paused);
            if (!change.isEmpty()) {
                context.pause(change.toArray(TopicPartition[]::new));
                paused.addAll(change);
            }
        } else if (!change.isEmpty()) {
            change.retainAll(context.assignment());
            context.resume(change.toArray(TopicPartition[]::new));
            paused.clear();
        }
    }

    /** Takes note that topic-partitions moved away. */
    void forget(Iterable<TopicPartition> partitions) {
        partitions.forEach(paused::remove);
    }

    Set<TopicPartition> paused() {
        return Set.copyOf(paused);
    }
}
