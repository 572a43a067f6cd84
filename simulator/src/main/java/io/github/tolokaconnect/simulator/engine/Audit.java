package io.github.tolokaconnect.simulator.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.Wire;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What has happened in a simulation so far: the numbers that an end-to-end test compares its own with.
 *
 * @param operations asynchronous operations accepted
 * @param tasks tasks that exist
 * @param tasksByPool the same by pool id, only pools that have any
 * @param duplicates created tasks whose pool and input values equal those of an earlier one
 * @param requests requests to the API, those refused included
 * @param rejected429 those refused because of a quota
 * @param answers answers that people gave
 * @param webhookDelivered notifications that a receiver took
 * @param webhookFailed attempts to deliver one that failed
 */
public record Audit(
        long operations,
        long tasks,
        Map<String, Long> tasksByPool,
        long duplicates,
        long requests,
        long rejected429,
        long answers,
        long webhookDelivered,
        long webhookFailed) {
    /** Copies the map, sorted by pool id. */
    public Audit {
        tasksByPool = Collections.unmodifiableMap(new TreeMap<>(tasksByPool));
    }

    /** The audit as the audit page shows it. */
    public ObjectNode toJson() {
        ObjectNode json =
                Wire.JSON.createObjectNode().put("operations", operations).put("tasks", tasks);
        ObjectNode byPool = json.putObject("tasks_by_pool");
        tasksByPool.forEach(byPool::put);
        return json.put("duplicates", duplicates)
                .put("requests", requests)
                .put("rejected_429", rejected429)
                .put("answers", answers)
                .put("webhook_delivered", webhookDelivered)
                .put("webhook_failed", webhookFailed);
    }
}
