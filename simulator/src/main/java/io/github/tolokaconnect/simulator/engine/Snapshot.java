package io.github.tolokaconnect.simulator.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/**
 * What a simulation looks like at one instant.
 *
 * @param now that instant
 * @param audit the counts
 * @param pools as the API shows them, with the number of their tasks as {@code tasks}
 * @param operations the latest ones as the API shows them, the latest first
 */
public record Snapshot(Instant now, Audit audit, List<ObjectNode> pools, List<ObjectNode> operations) {
    /** Copies the lists. */
    public Snapshot {
        pools = List.copyOf(pools);
        operations = List.copyOf(operations);
    }
}
