package io.github.tolokaconnect.simulator.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.Pool;
import io.github.tolokaconnect.simulator.fixture.PoolStatus;
import io.github.tolokaconnect.simulator.fixture.Wire;
import io.github.tolokaconnect.simulator.request.ApiError;
import io.github.tolokaconnect.simulator.request.Call;
import io.github.tolokaconnect.simulator.request.PoolAction;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Answers the calls about pools. */
final class PoolCalls {
    private final PoolBoard board;
    private final PoolRules rules;
    private final QuotaMeter quotas;
    private final Operations operations;
    private final Refusals refusals;

    PoolCalls(Pools pools, QuotaMeter quotas, Operations operations, Refusals refusals) {
        this.board = pools.board();
        this.rules = pools.rules();
        this.quotas = quotas;
        this.operations = operations;
        this.refusals = refusals;
    }

    Reply read(Call.ReadPool read) {
        return refusals.found(board.pool(read.pool()), pool -> Reply.of(200, board.toJson(pool)));
    }

    Reply list(Call.ListPools list) {
        return Reply.page(board.select(list.query()), Function.identity());
    }

    Reply act(Call.ActOnPool act, Instant now) {
        return refusals.found(board.pool(act.pool()), pool -> act(pool, act.action(), now));
    }

    private Reply act(Pool pool, PoolAction action, Instant now) {
        // Before all else: while an operation is under way, how the pool stands now says little.
        Optional<ApiError> refusal = rules.refusalOfOperation(pool);
        if (refusal.isPresent()) {
            return refusals.refuse(refusal.get());
        }
        return switch (action) {
            case OPEN -> reach(pool, PoolStatus.OPEN, action, now, rules.refusalOfOpening(pool, now));
            case CLOSE, CLOSE_FOR_UPDATE -> close(pool, action, now);
            case ARCHIVE -> archive(pool, now);
            case CLONE -> clone(pool, now);
        };
    }

    private Reply close(Pool pool, PoolAction action, Instant now) {
        if (action == PoolAction.CLOSE) {
            board.state(pool).stayClosed();
        }
        return reach(pool, PoolStatus.CLOSED, action, now, rules.refusalOfChange(pool));
    }

    private Reply archive(Pool pool, Instant now) {
        board.state(pool).stayClosed();
        return reach(pool, PoolStatus.ARCHIVED, PoolAction.ARCHIVE, now, rules.refusalOfArchiving(pool));
    }

    private Reply clone(Pool pool, Instant now) {
        Optional<QuotaMeter.Exceeded> exceeded = quotas.tryClone();
        return exceeded.isPresent() ? refusals.tooManyRequests(exceeded.get()) : submit(pool, PoolAction.CLONE, now);
    }

    private Reply reach(Pool pool, PoolStatus goal, PoolAction action, Instant now, Optional<ApiError> refusal) {
        if (board.status(pool) == goal) {
            return Reply.noContent();
        }
        return refusal.map(refusals::refuse).orElseGet(() -> submit(pool, action, now));
    }

    private Reply submit(Pool pool, PoolAction action, Instant now) {
        ObjectNode parameters =
                Wire.JSON.createObjectNode().put("pool_id", pool.id().value());
        Operation operation = operations.submit(null, new Work.ActOnPool(pool, action), parameters, now);
        board.state(pool).occupy(operation.submission().id());
        return Reply.accepted(operation, now);
    }
}
