package io.github.tolokaconnect.simulator.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.FieldError;
import io.github.tolokaconnect.simulator.fixture.FieldErrors;
import io.github.tolokaconnect.simulator.fixture.Pool;
import io.github.tolokaconnect.simulator.fixture.PoolDirectory;
import io.github.tolokaconnect.simulator.fixture.Wire;
import io.github.tolokaconnect.simulator.reading.Readings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;

/** Reads a request that changes one task. */
final class ChangeReader {
    private static final List<String> OVERLAP = List.of(TaskKeys.OVERLAP, TaskKeys.INFINITE_OVERLAP);
    private static final Set<String> ALL = Set.of(
            TaskKeys.OVERLAP,
            TaskKeys.INFINITE_OVERLAP,
            TaskKeys.KNOWN_SOLUTIONS,
            TaskKeys.BASELINE_SOLUTIONS,
            TaskKeys.HINT);

    private final Readings readings;

    ChangeReader(Readings readings) {
        this.readings = readings;
    }

    Call change(ApiRequest request, TaskId id, PoolDirectory pools) throws RefusedException {
        return read(request, id, 1, ALL, pools);
    }

    /** The overlap must be there, and may be 0, which stops the assigning of the task. */
    Call setOverlapOrMin(ApiRequest request, TaskId id, PoolDirectory pools) throws RefusedException {
        return read(request, id, 0, Set.copyOf(OVERLAP), pools);
    }

    private Call read(ApiRequest request, TaskId id, int minOverlap, Set<String> allowed, PoolDirectory pools)
            throws RefusedException {
        Gate.checkContentType(request.contentType());
        QueryParameters.checkNames(request, Set.of("open_pool"), readings);
        boolean openPool = QueryParameters.flag(request, "open_pool");
        ObjectNode body = object(request.body());
        Pool pool = pools.pool(id.pool()).orElseThrow(() -> new RefusedException(ApiError.doesNotExist()));
        FieldErrors errors = new FieldErrors();
        TaskRules rules = new TaskRules(readings);
        rules.checkChange(body, allowed, pool.project().outputSpec(), errors);
        Overlap overlap = rules.overlap(body, minOverlap, errors);
        if (overlap == null && minOverlap == 0) {
            errors.add(TaskKeys.OVERLAP, FieldError.required());
        }
        if (!errors.isEmpty()) {
            throw new RefusedException(ApiError.validation(errors.toJson()));
        }
        body.remove(OVERLAP);
        return new Call.ChangeTask(id, overlap, body, openPool);
    }

    private static ObjectNode object(Slice body) throws RefusedException {
        Utf8.check(body);
        try (JsonParser parser = Wire.JSON.createParser(body.array(), body.offset(), body.length())) {
            if (Wire.tree(parser) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw new RefusedException(ApiError.of(400, "VALIDATION_ERROR", "The body is " + Wire.problem(e)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new RefusedException(ApiError.of(400, "VALIDATION_ERROR", "The body must be an object"));
    }
}
