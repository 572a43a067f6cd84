package io.github.tolokaconnect.simulator.engine;

import io.github.tolokaconnect.simulator.fixture.Pool;
import io.github.tolokaconnect.simulator.fixture.PoolStatus;
import io.github.tolokaconnect.simulator.fixture.Wire;
import io.github.tolokaconnect.simulator.request.ApiError;
import io.github.tolokaconnect.simulator.request.TaskBody;
import java.time.Instant;
import java.util.Optional;

/** What may be done with a pool as it stands. It is asked when a call arrives, and again when an operation does its work. */
final class PoolRules {
    private final PoolBoard board;
    private final TaskStore store;
    private final Operations operations;
    private final PoolLimits limits;

    PoolRules(PoolBoard board, TaskStore store, Operations operations, PoolLimits limits) {
        this.board = board;
        this.store = store;
        this.operations = operations;
        this.limits = limits;
    }

    /** Why the tasks may not be added, if so. */
    Optional<ApiError> refusalOfTasks(TaskBody.Share share) {
        Pool pool = share.pool();
        Optional<ApiError> refusal = refusalOfChange(pool);
        if (refusal.isPresent()) {
            return refusal;
        }
        if (!pool.isMixed()) {
            return conflict(
                    "MIXER_CONFIG_REQUIRED", "Pool " + pool.id() + " must contain mixer config to perform request");
        }
        if (pool.isZeroPrice() && share.hasGeneralTasks()) {
            return conflict(
                    "POOL_TASK_TYPE_CONFLICT",
                    "Pool " + pool.id() + " pays nothing, so it takes only tasks with known_solutions");
        }
        if (limits.maxTasksPerPool() > 0 && share.valid() > limits.maxTasksPerPool() - store.size(pool.id())) {
            return conflict(
                    "POOL_TASKS_COUNT_EXCEEDED",
                    "Pool " + pool.id() + " has " + store.size(pool.id()) + " tasks and can have "
                            + limits.maxTasksPerPool() + ", so " + share.valid()
                            + " more do not fit; use another pool");
        }
        return Optional.empty();
    }

    /** Why nothing of the pool may change, if so. */
    Optional<ApiError> refusalOfChange(Pool pool) {
        return switch (board.status(pool)) {
            case ARCHIVED -> Optional.of(ApiError.inappropriateStatus("OPEN", "CLOSED"));
            case LOCKED -> Optional.of(locked());
            case OPEN, CLOSED -> Optional.empty();
        };
    }

    /** Why the pool, which is not open, cannot be opened, if so. */
    Optional<ApiError> refusalOfOpening(Pool pool, Instant at) {
        Optional<ApiError> refusal = refusalOfChange(pool);
        if (refusal.isPresent()) {
            return refusal;
        }
        if (store.size(pool.id()) == 0) {
            return conflict("EMPTY_POOL", "Pool contains no tasks. Operation is not allowed");
        }
        Optional<Instant> expired = pool.expires().filter(expires -> !expires.isAfter(at));
        if (expired.isPresent()) {
            return conflict(
                    "CONFLICT_STATE",
                    "Pool " + pool.id() + " expired at " + Wire.date(expired.get()) + " and cannot be opened");
        }
        if (board.isUnpayable(pool)) {
            return conflict(
                    "NOT_ENOUGH_BALANCE",
                    "The balance does not cover one assignment of pool " + pool.id() + ", which is " + pool.reward());
        }
        return Optional.empty();
    }

    /** Why the pool, which is not archived, cannot be archived, if so. */
    Optional<ApiError> refusalOfArchiving(Pool pool) {
        return switch (board.status(pool)) {
            case OPEN -> Optional.of(ApiError.inappropriateStatus("CLOSED"));
            case LOCKED -> Optional.of(locked());
            case CLOSED, ARCHIVED -> Optional.empty();
        };
    }

    /** Why no operation may be started on the pool, if so: it is locked for good, or one is under way. */
    Optional<ApiError> refusalOfOperation(Pool pool) {
        boolean isBusy = board.state(pool)
                .operation()
                .flatMap(operations::operation)
                .filter(operation -> !(operation instanceof Operation.Finished))
                .isPresent();
        return isBusy || board.status(pool) == PoolStatus.LOCKED ? Optional.of(locked()) : Optional.empty();
    }

    private static Optional<ApiError> conflict(String code, String message) {
        return Optional.of(ApiError.of(409, code, message));
    }

    private static ApiError locked() {
        return ApiError.of(
                409, "POOL_LOCKED_BY_ANOTHER_OPERATION", "Operation forbidden while pool locked by another operation");
    }
}
