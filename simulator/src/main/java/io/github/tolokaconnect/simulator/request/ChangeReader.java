package io.github.tolokaconnect.simulator.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.FieldErrors;
import io.github.tolokaconnect.simulator.fixture.Fixture;
import io.github.tolokaconnect.simulator.fixture.Pool;
import io.github.tolokaconnect.simulator.fixture.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;

/** Reads a request that changes one task. */
final class ChangeReader {
    private static final List<String> OVERLAP = List.of("overlap", "infinite_overlap");
    private static final Set<String> ALL = Set.of(
            "overlap", "infinite_overlap", "known_solutions", "baseline_solutions", "message_on_unknown_solution");

    private ChangeReader() {}

    static Call change(ApiRequest request, TaskId id, Fixture fixture) throws RefusedException {
        return read(request, id, 1, ALL, fixture);
    }

    /** The overlap may be 0 here, which stops the assigning of the task. */
    static Call setOverlapOrMin(ApiRequest request, TaskId id, Fixture fixture) throws RefusedException {
        return read(request, id, 0, Set.copyOf(OVERLAP), fixture);
    }

    private static Call read(ApiRequest request, TaskId id, int minOverlap, Set<String> allowed, Fixture fixture)
            throws RefusedException {
        Gate.checkContentType(request.contentType());
        boolean openPool = QueryParameters.flag(request, "open_pool");
        ObjectNode body = object(request.body());
        Pool pool = fixture.pools().stream()
                .filter(candidate -> candidate.number() == id.pool())
                .findFirst()
                .orElseThrow(() -> new RefusedException(ApiError.doesNotExist()));
        FieldErrors errors = new FieldErrors();
        TaskRules.checkChange(body, allowed, pool.project().outputSpec(), errors);
        Overlap overlap = TaskRules.overlap(body, minOverlap, errors);
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
