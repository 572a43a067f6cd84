package io.github.tolokaconnect.simulator.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.Wire;
import java.time.Instant;

/**
 * A rule in force and what it has done.
 *
 * @param id by which it can be removed
 * @param began when it was added, in simulated time
 * @param seen requests that its method, path, pool and time apply to and that its fault can show on
 * @param fired those of them that met its fault
 */
public record FaultReport(String id, FaultRule rule, Instant began, long seen, long fired) {
    /** The report as {@code GET /_faults} shows it. */
    public ObjectNode toJson() {
        ObjectNode json = Wire.JSON.createObjectNode().put("id", id);
        json.setAll(rule.toJson());
        return json.put("began", began.toString()).put("seen", seen).put("fired", fired);
    }
}
