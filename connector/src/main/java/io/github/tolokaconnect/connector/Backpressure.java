package io.github.tolokaconnect.connector;

import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkTaskContext;

/**
 * Pauses and resumes a sink task's topic-partitions. What is wanted is applied anew on every call, to new ones as well.
 *
 * <p>Connect remembers what a sink task has paused, and pauses it again when a rebalance takes it away and brings it back at once. So of
 * a topic-partition that was just opened nobody here knows whether it is paused.
 */
final class Backpressure {
    private final SinkTaskContext context;
    private final Set<TopicPartition> paused = new HashSet<>();
    private final Set<TopicPartition> unknown = new HashSet<>();

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
        unknown.retainAll(assigned);
        unknown.addAll(paused);
        var ended = difference(unknown, wanted);
        if (!ended.isEmpty()) {
            context.resume(ended.toArray(TopicPartition[]::new));
        }
        var begun = difference(wanted, paused);
        if (!begun.isEmpty()) {
            context.pause(begun.toArray(TopicPartition[]::new));
        }
        unknown.clear();
        paused.clear();
        paused.addAll(wanted);
    }

    private static Set<TopicPartition> difference(Set<TopicPartition> from, Set<TopicPartition> what) {
        var rest = new HashSet<>(from);
        rest.removeAll(what);
        return rest;
    }

    /** Takes note that topic-partitions came. */
    void opened(Iterable<TopicPartition> partitions) {
        partitions.forEach(unknown::add);
    }

    /** Takes note that topic-partitions moved away. */
    void forget(Iterable<TopicPartition> partitions) {
        partitions.forEach(paused::remove);
        partitions.forEach(unknown::remove);
    }

    Set<TopicPartition> paused() {
        return Set.copyOf(paused);
    }
}
