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

    /** Pauses everything assigned, or of that only {@code unclaimed}, and resumes the rest. */
    void apply(boolean pauseAll, Set<TopicPartition> unclaimed) {
        var assigned = context.assignment();
        var wanted = new HashSet<>(assigned);
        if (!pauseAll) {
            wanted.retainAll(unclaimed);
        }
        paused.retainAll(assigned);
        var ended = difference(paused, wanted);
        if (!ended.isEmpty()) {
            context.resume(ended.toArray(TopicPartition[]::new));
        }
        var begun = difference(wanted, paused);
        if (!begun.isEmpty()) {
            context.pause(begun.toArray(TopicPartition[]::new));
        }
        paused.clear();
        paused.addAll(wanted);
    }

    private static Set<TopicPartition> difference(Set<TopicPartition> from, Set<TopicPartition> what) {
        var rest = new HashSet<>(from);
        rest.removeAll(what);
        return rest;
    }

    /** Takes note that topic-partitions moved away. */
    void forget(Iterable<TopicPartition> partitions) {
        partitions.forEach(paused::remove);
    }

    Set<TopicPartition> paused() {
        return Set.copyOf(paused);
    }
}
