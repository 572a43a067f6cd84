package io.github.tolokaconnect.simulator.engine;

import io.github.tolokaconnect.simulator.fixture.FieldError;
import io.github.tolokaconnect.simulator.request.ApiError;
import io.github.tolokaconnect.simulator.request.Call;
import io.github.tolokaconnect.simulator.request.Fingerprint;
import io.github.tolokaconnect.simulator.request.OperationId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which ids a request that creates tasks cannot choose, because they have been used. */
final class OperationIds {
    private final Operations operations;
    private final Set<OperationId> synchronous = new HashSet<>();
    private final Map<OperationId, Fingerprint> bodies = new HashMap<>();

    OperationIds(Operations operations) {
        this.operations = operations;
    }

    /** Why the id of {@code call} cannot be used, if so. */
    Optional<ApiError> refusal(Call.CreateTasks call) {
        OperationId id = call.operationId();
        if (id == null || !(operations.contains(id) || synchronous.contains(id))) {
            return Optional.empty();
        }
        Fingerprint first = bodies.get(id);
        if (first != null && call.bodyPrint() != null && !first.equals(call.bodyPrint())) {
            return Optional.of(ApiError.field(
                    "operation_id",
                    FieldError.of("INVALID_VALUE", "Value must not be that of a request with another body")));
        }
        return Optional.of(ApiError.of(409, "OPERATION_ALREADY_EXISTS", "Operation with provided id already exists"));
    }

    /** Notes that {@code call} was accepted. */
    void use(Call.CreateTasks call) {
        OperationId id = call.operationId();
        if (id == null) {
            return;
        }
        if (!call.parameters().isAsync()) {
            synchronous.add(id);
        }
        if (call.bodyPrint() != null) {
            bodies.put(id, call.bodyPrint());
        }
    }
}
