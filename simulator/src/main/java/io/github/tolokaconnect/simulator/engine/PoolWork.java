package io.github.tolokaconnect.simulator.engine;

import io.github.tolokaconnect.simulator.fixture.Pool;
import io.github.tolokaconnect.simulator.fixture.PoolStatus;
import io.github.tolokaconnect.simulator.fixture.Wire;
import io.github.tolokaconnect.simulator.request.ApiError;
import io.github.tolokaconnect.simulator.request.PoolAction;
import java.time.Instant;
import java.util.Optional;

/** Does what operations on pools do, which fails if the pool has come to forbid it in the meantime. */
final class PoolWork {
    private final PoolBoard board;
    private final PoolRules rules;
    private final PoolTimers timers;
    private final Chance chance;

    PoolWork(PoolBoard board, PoolRules rules, PoolTimers timers, Chance chance) {
        this.board = board;
        this.rules = rules;
        this.timers = timers;
        this.chance = chance;
    }

    Outcome perform(Pool pool, PoolAction action, Instant at) {
        return switch (action) {
            case OPEN -> open(pool, at);
            case CLOSE -> close(pool, at, CloseReason.MANUAL);
            case CLOSE_FOR_UPDATE -> close(pool, at, CloseReason.FOR_UPDATE);
            case ARCHIVE -> archive(pool, at);
            case CLONE -> clone(pool, at);
        };
    }

    /** Opens the pool, if it is not open, as the last step of something else; answers why not, if so. */
    Optional<ApiError> tryOpen(Pool pool, Instant at) {
        if (board.status(pool) == PoolStatus.OPEN) {
            return Optional.empty();
        }
        Optional<ApiError> busy = rules.refusalOfOperation(pool);
        return busy.isPresent() ? busy : openIfAllowed(pool, at);
    }

    private Outcome open(Pool pool, Instant at) {
        return board.status(pool) == PoolStatus.OPEN
                ? Outcome.done()
                : openIfAllowed(pool, at).map(this::failed).orElseGet(Outcome::done);
    }

    private Optional<ApiError> openIfAllowed(Pool pool, Instant at) {
        Optional<ApiError> refusal = rules.refusalOfOpening(pool, at);
        if (refusal.isEmpty()) {
            board.open(pool, at);
        }
        return refusal;
    }

    private Outcome close(Pool pool, Instant at, CloseReason reason) {
        Optional<ApiError> refusal = rules.refusalOfChange(pool);
        if (refusal.isPresent()) {
            return failed(refusal.get());
        }
        // If it has closed by itself since, its own reason stands, and it does not open again.
        if (board.status(pool) == PoolStatus.OPEN) {
            board.close(pool, at, reason);
            if (reason == CloseReason.FOR_UPDATE) {
                timers.reopenAfterUpdate(pool, at);
            }
        }
        return Outcome.done();
    }

    private Outcome archive(Pool pool, Instant at) {
        Optional<ApiError> refusal = rules.refusalOfArchiving(pool);
        if (refusal.isPresent()) {
            return failed(refusal.get());
        }
        if (board.status(pool) != PoolStatus.ARCHIVED) {
            board.archive(pool, at);
        }
        return Outcome.done();
    }

    private Outcome clone(Pool pool, Instant at) {
        Pool clone = board.addClone(pool, at);
        timers.watch(clone, at);
        return new Outcome(
                true,
                () -> Wire.JSON.createObjectNode().put("pool_id", clone.id().value()),
                null);
    }

    /** The details have the reason, because operations on pools have no operation log that could. */
    private Outcome failed(ApiError error) {
        String requestId = "ao_" + chance.uuid();
        return new Outcome(false, () -> error.toJson(requestId), null);
    }
}
