package io.github.tolokaconnect.connector.delivery;

import io.github.tolokaconnect.client.PoolId;
import io.github.tolokaconnect.connector.intake.TaskItem;
import io.github.tolokaconnect.connector.journal.OffsetSet;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/**
 * Tasks that go into one operation: records of one source topic-partition for one pool, in the order of their offsets.
 *
 * @param tasks at least one; their place in the list is their index in the request
 * @param inputBytes size of all {@code input_values}
 * @param openedAt when its first record was taken
 * @param closedAt when it took no more
 */
public record MicroBatch(
        TopicPartition topicPartition,
        PoolId pool,
        List<TaskItem> tasks,
        int inputBytes,
        Instant openedAt,
        Instant closedAt) {

    public MicroBatch {
        tasks = List.copyOf(tasks);
        if (tasks.isEmpty()) {
            throw new IllegalArgumentException("a micro-batch holds at least one task");
        }
    }

    /** Number of its tasks. */
    public int size() {
        return tasks.size();
    }

    /** Offset of its first record. */
    public long firstOffset() {
        return tasks.get(0).origin().offset();
    }

    /** Offset of its last record. */
    public long lastOffset() {
        return tasks.get(size() - 1).origin().offset();
    }

    /** Offsets of its records. */
    OffsetSet offsets() {
        return OffsetSet.of(
                tasks.stream().mapToLong(task -> task.origin().offset()).toArray());
    }

    /** Whether the payload of each of its records is there. */
    boolean isReadable() {
        return tasks.stream().allMatch(TaskItem::isReadable);
    }

    /** Whether the payload of none of its records is there. */
    boolean isUnreadable() {
        return tasks.stream().noneMatch(TaskItem::isReadable);
    }

    /** Its tasks whose records are among {@code offsets}, as a micro-batch of their own. */
    MicroBatch only(OffsetSet offsets) {
        var part = tasks.stream()
                .filter(task -> offsets.contains(task.origin().offset()))
                .toList();
        int bytes = part.stream().mapToInt(TaskItem::inputBytes).sum();
        return new MicroBatch(topicPartition, pool, part, bytes, openedAt, closedAt);
    }

    /** Its tasks from index {@code from} to before {@code to}, as a micro-batch of their own. */
    MicroBatch part(int from, int to) {
        var part = tasks.subList(from, to);
        int bytes = part.stream().mapToInt(TaskItem::inputBytes).sum();
        return new MicroBatch(topicPartition, pool, part, bytes, openedAt, closedAt);
    }

    @Override
    public String toString() {
        return topicPartition + "@" + firstOffset() + "-" + lastOffset() + " pool=" + pool.value() + " tasks=" + size();
    }
}
