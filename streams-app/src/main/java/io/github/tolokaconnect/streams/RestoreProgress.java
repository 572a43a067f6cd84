package io.github.tolokaconnect.streams;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** How many changes of stores are still to be read back: restoring threads report, any thread asks. */
final class RestoreProgress implements StateRestoreListener {

    private final Map<Part, Long> remaining = new ConcurrentHashMap<>();

    private record Part(String store, TopicPartition changelog) {}

    /** Changes that are to be read before the state is complete; 0 if nothing is being restored. */
    long remaining() {
        return remaining.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public void onRestoreStart(TopicPartition changelog, String store, long from, long to) {
        remaining.put(new Part(store, changelog), Math.max(0, to - from));
    }

    @Override
    public void onBatchRestored(TopicPartition changelog, String store, long upTo, long restored) {
        remaining.computeIfPresent(new Part(store, changelog), (part, left) -> Math.max(0, left - restored));
    }

    @Override
    public void onRestoreEnd(TopicPartition changelog, String store, long restored) {
        remaining.remove(new Part(store, changelog));
    }

    @Override
    public void onRestoreSuspended(TopicPartition changelog, String store, long restored) {
        remaining.remove(new Part(store, changelog));
    }
}
