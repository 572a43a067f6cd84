package io.github.tolokaconnect.simulator.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.Pool;
import io.github.tolokaconnect.simulator.fixture.PoolStatus;
import io.github.tolokaconnect.simulator.fixture.Wire;
import io.github.tolokaconnect.simulator.request.ApiError;
import io.github.tolokaconnect.simulator.request.Call;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Answers the calls about pools. */
final class PoolCalls {
    private final PoolBoard board;
    private final TaskStore store;
    private final Operations operations;
    private final Refusals refusals;

    PoolCalls(PoolBoard board, TaskStore store, Operations operations, Refusals refusals) {
        this.board = board;
        this.store = store;
        this.operations = operations;
        this.refusals = refusals;
    }

    Reply read(Call.ReadPool read) {
        return Reply.of(200, board.toJson(read.pool()));
    }

    Reply list(Call.ListPools list) {
        return Reply.page(board.select(list.query()), Function.identity());
    }

    Reply open(Pool pool, Instant now) {
        if (board.status(pool) == PoolStatus.OPEN) {
            return Reply.noContent();
        }
        Optional<ApiError> refusal = board.refusalOfSwitch(pool);
        if (refusal.isPresent()) {
            return refusals.refuse(refusal.get());
        }
        return store.isEmpty(pool.id())
                ? refusals.refuse(PoolBoard.emptyPool())
                : submit(pool, new Work.OpenPool(pool), now);
    }

    Reply close(Pool pool, Instant now) {
        if (board.status(pool) == PoolStatus.CLOSED) {
            return Reply.noContent();
        }
        return board.refusalOfSwitch(pool)
                .map(refusals::refuse)
                .orElseGet(() -> submit(pool, new Work.ClosePool(pool), now));
    }

    private Reply submit(Pool pool, Work work, Instant now) {
        ObjectNode parameters =
                Wire.JSON.createObjectNode().put("pool_id", pool.id().value());
        return Reply.accepted(operations.submit(null, work, parameters, now), now);
    }
}
