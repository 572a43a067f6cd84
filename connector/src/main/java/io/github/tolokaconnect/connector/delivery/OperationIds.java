package io.github.tolokaconnect.connector.delivery;

import io.github.tolokaconnect.connector.intake.TaskItem;
import io.github.tolokaconnect.events.Uuids;
import java.util.List;
import java.util.UUID;

/**
 * Ids of operations: UUIDv5 over everything that makes an operation what it is, and nothing else. The same records in the
 * same composition always get the same id, so that repeating a request is harmless; the payload is no part of it.
 *
 * @param namespace derived from the connector, so that two connectors never share an id
 * @param epoch grows when a person resets offsets in order to create tasks again
 */
public record OperationIds(UUID namespace, int epoch) {

    private static final UUID ROOT = UUID.fromString("3b0d9d6c-5f0e-5d0a-9c55-0c3f3b6f7a41");

    /** Ids of the connector with this name, in the first epoch. */
    public static OperationIds of(String connectorName) {
        return new OperationIds(Uuids.v5(ROOT, connectorName), 0);
    }

    /** The id of try {@code attempt} (from 1) to create the tasks of {@code batch}. */
    UUID idOf(MicroBatch batch, int attempt) {
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
