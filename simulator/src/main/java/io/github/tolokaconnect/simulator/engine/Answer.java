package io.github.tolokaconnect.simulator.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.Wire;
import java.time.Instant;

/**
 * One person's answer to one task, as a value.
 *
 * @param assignmentId the id at which the API shows it
 * @param poolId the pool of the task
 * @param taskId the task
 * @param userId who answered
 * @param isAccepted whether it is accepted; if not, it is rejected
 * @param inputValues what the task showed; never changed
 * @param outputValues what the person said; never changed
 * @param created when the person took the task
 * @param submitted when the person answered, and the answer was accepted or rejected
 */
public record Answer(
        String assignmentId,
        String poolId,
        String taskId,
        String userId,
        boolean isAccepted,
        ObjectNode inputValues,
        ObjectNode outputValues,
        Instant created,
        Instant submitted) {
    /** The answer as a line of an answers file shows it. */
    public ObjectNode toJson() {
        ObjectNode json = Wire.JSON
                .createObjectNode()
                .put("assignment_id", assignmentId)
                .put("pool_id", poolId)
                .put("task_id", taskId)
                .put("user_id", userId);
        json.set("input_values", inputValues);
        json.set("output_values", outputValues);
        return json.put("created", Wire.date(created))
                .put("submitted", Wire.date(submitted))
                .put(isAccepted ? "accepted" : "rejected", Wire.date(submitted));
    }
}
