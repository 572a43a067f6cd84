package io.github.tolokaconnect.simulator.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.Fixture;
import io.github.tolokaconnect.simulator.fixture.Pool;
import io.github.tolokaconnect.simulator.fixture.PoolStatus;
import io.github.tolokaconnect.simulator.fixture.Wire;
import io.github.tolokaconnect.simulator.request.ApiError;
import io.github.tolokaconnect.simulator.request.ListQuery;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The statuses of the pools, and what they allow. */
final class PoolBoard {
    private final List<Pool> pools;
    private final Closings closings;
    private final Map<Pool, ObjectNode> changes = new HashMap<>();

    /** Is told of every closing of a pool. */
    @FunctionalInterface
    interface Closings {
        /** A pool was closed. */
        void closed(Pool pool, Instant at, CloseReason reason);
    }

    PoolBoard(Fixture fixture, Closings closings) {
        this.pools = List.copyOf(fixture.pools());
        this.closings = closings;
    }

    /** All pools, in the order in which they came to be. */
    List<Pool> pools() {
        return pools;
    }

    PoolStatus status(Pool pool) {
        ObjectNode changed = changes.get(pool);
        return changed == null
                ? pool.status()
                : PoolStatus.valueOf(changed.path("status").textValue());
    }

    /** Why no task may be added to the pool, if so. */
    Optional<ApiError> refusalOfTasks(Pool pool) {
        return switch (status(pool)) {
            case ARCHIVED -> Optional.of(ApiError.inappropriateStatus("OPEN", "CLOSED"));
            case LOCKED -> Optional.of(locked());
            case OPEN, CLOSED ->
                pool.isMixed()
                        ? Optional.empty()
                        : Optional.of(ApiError.of(
                                409,
                                "MIXER_CONFIG_REQUIRED",
                                "Pool " + pool.id() + " must contain mixer config to perform request"));
        };
    }

    /** Why the pool can be neither opened nor closed, if so. */
    Optional<ApiError> refusalOfSwitch(Pool pool) {
        return switch (status(pool)) {
            case ARCHIVED -> Optional.of(ApiError.inappropriateStatus("OPEN", "CLOSED"));
            case LOCKED -> Optional.of(locked());
            case OPEN, CLOSED -> Optional.empty();
        };
    }

    void open(Pool pool, Instant now) {
        change(pool).put("status", PoolStatus.OPEN.name()).put("last_started", Wire.date(now));
    }

    void close(Pool pool, Instant now, CloseReason reason) {
        change(pool)
                .put("status", PoolStatus.CLOSED.name())
                .put("last_stopped", Wire.date(now))
                .put("last_close_reason", reason.name());
        closings.closed(pool, now, reason);
    }

    void archive(Pool pool) {
        change(pool).put("status", PoolStatus.ARCHIVED.name());
    }

    ObjectNode toJson(Pool pool) {
        ObjectNode json = pool.toJson();
        ObjectNode changed = changes.get(pool);
        if (changed != null) {
            json.setAll(changed);
        }
        return json;
    }

    List<ObjectNode> all() {
        return pools.stream().map(this::toJson).toList();
    }

    ListQuery.Page<ObjectNode> select(ListQuery query) {
        return query.select(all(), (pool, field) -> pool.path(field).textValue());
    }

    private ObjectNode change(Pool pool) {
        return changes.computeIfAbsent(pool, ignored -> Wire.JSON.createObjectNode());
    }

    static ApiError emptyPool() {
        return ApiError.of(409, "EMPTY_POOL", "Pool contains no tasks. Operation is not allowed");
    }

    private static ApiError locked() {
        return ApiError.of(
                409, "POOL_LOCKED_BY_ANOTHER_OPERATION", "Operation forbidden while pool locked by another operation");
    }
}
