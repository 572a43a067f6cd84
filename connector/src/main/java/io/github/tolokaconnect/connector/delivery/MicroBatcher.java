package io.github.tolokaconnect.connector.delivery;

import static java.util.Objects.requireNonNull;

import io.github.tolokaconnect.client.PoolId;
import io.github.tolokaconnect.connector.config.BatchingConfig;
import io.github.tolokaconnect.connector.intake.TaskItem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;

/**
 * Puts tasks of one topic-partition and one pool together, in order, and closes a micro-batch when it is full by count, when
 * the next task would exceed a size limit of the API, or when its first task has waited long enough.
 */
final class MicroBatcher {
    private final int maxTasks;
    private final int maxInputBytes;
    private final Duration linger;
    /** In the order in which they were opened, so that the first one is due first. */
    private final LinkedHashMap<Key, OpenBatch> open = new LinkedHashMap<>();

    MicroBatcher(BatchingConfig config) {
        this.maxTasks = config.maxTasks();
        this.maxInputBytes = config.maxInputBytes();
        this.linger = config.linger();
    }

    private record Key(TopicPartition topicPartition, PoolId pool) {}

    private static final class OpenBatch {
        private final Instant openedAt;
        private final List<TaskItem> tasks = new ArrayList<>();
        private int inputBytes;
        private int outputBytes;

        private OpenBatch(Instant openedAt) {
            this.openedAt = openedAt;
        }

        private void add(TaskItem task) {
            tasks.add(task);
            inputBytes += task.inputBytes();
            outputBytes += task.outputBytes();
        }
    }

    /** Adds a task; hands every micro-batch that this closes to {@code closed}. */
    void add(TaskItem task, Instant now, Consumer<MicroBatch> closed) {
        var key = new Key(task.origin().topicPartition(), task.pool());
        var batch = open.get(key);
        if (batch != null && !fits(batch, task)) {
            closed.accept(close(key, now));
            batch = null;
        }
        if (batch == null) {
            batch = new OpenBatch(now);
            open.put(key, batch);
        }
        batch.add(task);
        if (batch.tasks.size() >= maxTasks) {
            closed.accept(close(key, now));
        }
    }

    /**
     * Closes every micro-batch whose first task has waited for the linger time and whose pool {@code hasRoom} for another
     * operation. One without room stays open and grows, so that under load operations become larger instead of more.
     */
    void closeDue(Instant now, Predicate<PoolId> hasRoom, Consumer<MicroBatch> closed) {
        var due = open.entrySet().stream()
                .takeWhile(batch -> !batch.getValue().openedAt.plus(linger).isAfter(now))
                .map(Map.Entry::getKey)
                .toList();
        for (Key key : due) {
            if (hasRoom.test(key.pool)) {
                closed.accept(close(key, now));
            }
        }
    }

    /** When the next micro-batch has waited long enough. */
    Optional<Instant> nextDue() {
        return open.values().stream().findFirst().map(batch -> batch.openedAt.plus(linger));
    }

    /** Takes out the tasks in open micro-batches of a topic-partition that moved away. */
    List<TaskItem> forget(TopicPartition topicPartition) {
        var forgotten = new ArrayList<TaskItem>();
        open.entrySet()
                .removeIf(entry -> entry.getKey().topicPartition.equals(topicPartition)
                        && forgotten.addAll(entry.getValue().tasks));
        return forgotten;
    }

    private boolean fits(OpenBatch batch, TaskItem task) {
        return batch.inputBytes + task.inputBytes() <= maxInputBytes
                && batch.outputBytes + task.outputBytes() <= BatchingConfig.API_MAX_OUTPUT_BYTES;
    }

    private MicroBatch close(Key key, Instant now) {
        var batch = requireNonNull(open.remove(key));
        return new MicroBatch(key.topicPartition, key.pool, batch.tasks, batch.inputBytes, batch.openedAt, now);
    }
}
