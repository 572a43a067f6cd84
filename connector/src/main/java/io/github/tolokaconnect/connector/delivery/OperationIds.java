package io.github.tolokaconnect.connector.delivery;

import io.github.tolokaconnect.connector.intake.TaskItem;
import io.github.tolokaconnect.connector.journal.OffsetSet;
import io.github.tolokaconnect.events.Uuids;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;

/**
 * Ids of operations: UUIDv5 over everything that makes an operation what it is, and nothing else. The same records in the
 * same composition always get the same id, so that repeating a request is harmless; the payload is no part of it.
 *
 * @param namespace derived from the connector, so that two connectors never share an id
 */
public record OperationIds(UUID namespace) {

    private static final UUID ROOT = UUID.fromString("3b0d9d6c-5f0e-5d0a-9c55-0c3f3b6f7a41");

    /** Ids of the connector with this name. */
    public static OperationIds of(String connectorName) {
        return new OperationIds(Uuids.v5(ROOT, connectorName));
    }

    /**
     * The id of an operation.
     *
     * @param epoch grows when records are to become tasks again, from 0
     * @param attempt number of the try to create the tasks of {@code batch}, from 1
     */
    UUID idOf(int epoch, MicroBatch batch, int attempt) {
        var name = new StringBuilder(64)
                .append(epoch)
                .append('|')
                .append(batch.topicPartition().topic())
                .append('|')
                .append(batch.topicPartition().partition())
                .append('|')
                .append(batch.pool().value())
                .append('|')
                .append(attempt)
                .append('|');
        appendOffsets(name, batch.tasks());
        return Uuids.v5(namespace, name.toString());
    }

    /** The id under which the end of records that ended before a request is kept. */
    UUID idOfRefused(int epoch, TopicPartition topicPartition, OffsetSet offsets) {
        return Uuids.v5(namespace, epoch + "|" + topicPartition + "|refused|" + offsets);
    }

    /** Runs of consecutive offsets as {@code first-last}, joined by commas: exact and short. */
    private static void appendOffsets(StringBuilder name, List<TaskItem> tasks) {
        int i = 0;
        while (i < tasks.size()) {
            long first = tasks.get(i).origin().offset();
            long last = first;
            while (++i < tasks.size() && tasks.get(i).origin().offset() == last + 1) {
                last++;
            }
            name.append(first).append('-').append(last).append(',');
        }
    }
}
