package io.github.tolokaconnect.benchmarks.streams;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * What a consumer group has taken of what was written.
 *
 * @param written up to which offset, exclusive, each partition is written
 * @param committed the offset of the record that the group takes next, by partition; what is missing has not begun
 */
record Backlog(Map<TopicPartition, Long> written, Map<TopicPartition, Long> committed) {

    /** A transaction ends with a marker, which is at an offset of its own and is not taken; several may follow each other. */
    private static final long MOST_MARKERS = 4;

    Backlog {
        written = Map.copyOf(written);
        committed = Map.copyOf(committed);
    }

    /** How many records of {@code topic} the group has taken. */
    long taken(String topic) {
        return committed.entrySet().stream()
                .filter(entry -> entry.getKey().topic().equals(topic))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** How many records the group has still to take, markers of transactions included. */
    long open() {
        return written.entrySet().stream().mapToLong(this::open).sum();
    }

    /** Whether the group has taken everything but, perhaps, markers. */
    boolean isEmpty() {
        return written.entrySet().stream().allMatch(partition -> open(partition) <= MOST_MARKERS);
    }

    private long open(Map.Entry<TopicPartition, Long> partition) {
        return Math.max(0, partition.getValue() - committed.getOrDefault(partition.getKey(), 0L));
    }
}
