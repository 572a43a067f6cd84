package io.github.tolokaconnect.simulator.engine;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.Wire;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A task that exists in a simulation, as a test looks at it.
 *
 * @param id in the form of the API; ids of a pool sort in the order of creation
 * @param poolId the pool that holds it
 * @param inputValues strings, {@code Integer}, {@code Long} or {@code BigInteger}, {@code BigDecimal}, booleans, lists, maps and null
 * @param overlap how many people are to do it, null when everybody is
 * @param created in UTC, to the millisecond
 * @param operationId the operation that created it, null for a synchronous request
 * @param json all of it, as reading it back shows it
 */
public record SimulatedTask(
        String id,
        String poolId,
        Map<String, @Nullable Object> inputValues,
        @Nullable Integer overlap,
        Instant created,
        @Nullable String operationId,
        JsonNode json) {
    private static final TypeReference<LinkedHashMap<String, @Nullable Object>> VALUES = new TypeReference<>() {};

    /** Copies the input values. */
    public SimulatedTask {
        inputValues = Collections.unmodifiableMap(new LinkedHashMap<>(inputValues));
    }

    static SimulatedTask of(CreatedTask task, ObjectNode json) {
        return new SimulatedTask(
                task.id().toString(),
                task.pool().value(),
                Wire.JSON.convertValue(json.path("input_values"), VALUES),
                task.overlap().isInfinite() ? null : task.overlap().count(),
                task.created(),
                task.operationId() == null ? null : task.operationId().value(),
                json);
    }
}
