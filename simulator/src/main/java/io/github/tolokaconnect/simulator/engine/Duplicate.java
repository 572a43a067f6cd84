package io.github.tolokaconnect.simulator.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.Wire;
import org.jspecify.annotations.Nullable;

/**
 * A created task that equals an earlier one in pool and input values.
 *
 * @param poolId the pool of both
 * @param firstTaskId the earliest task of these values
 * @param firstOperationId the operation that created it, null for a synchronous request
 * @param taskId the duplicate
 * @param operationId the operation that created the duplicate, null for a synchronous request
 */
public record Duplicate(
        String poolId,
        String firstTaskId,
        @Nullable String firstOperationId,
        String taskId,
        @Nullable String operationId) {

    static Duplicate of(CreatedTask first, CreatedTask second) {
        return new Duplicate(
                first.pool().value(),
                first.id().toString(),
                first.operationId() == null ? null : first.operationId().value(),
                second.id().toString(),
                second.operationId() == null ? null : second.operationId().value());
    }

    /** The duplicate as the audit page shows it. */
    public ObjectNode toJson() {
        return Wire.JSON
                .createObjectNode()
                .put("pool_id", poolId)
                .put("first_task_id", firstTaskId)
                .put("first_operation_id", firstOperationId)
                .put("task_id", taskId)
                .put("operation_id", operationId);
    }
}
