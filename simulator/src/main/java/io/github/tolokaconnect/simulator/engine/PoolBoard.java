package io.github.tolokaconnect.simulator.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.Fixture;
import io.github.tolokaconnect.simulator.fixture.Pool;
import io.github.tolokaconnect.simulator.fixture.PoolDirectory;
import io.github.tolokaconnect.simulator.fixture.PoolId;
import io.github.tolokaconnect.simulator.fixture.PoolStatus;
import io.github.tolokaconnect.simulator.request.ListQuery;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The pools there are, and how each stands. What a status allows is for {@link PoolRules} to say. */
final class PoolBoard {
    private final Map<PoolId, PoolState> states = new LinkedHashMap<>();
    private final Account account;
    private final Openings openings;
    private final Closings closings;
    private PoolDirectory directory;

    /** Is told of every opening of a pool. */
    @FunctionalInterface
    interface Openings {
        /** A pool was opened. */
        void opened(Instant at);
    }

    /** Is told of every closing of a pool. */
    @FunctionalInterface
    interface Closings {
        /** A pool was closed. */
        void closed(Pool pool, Instant at, CloseReason reason);
    }

    PoolBoard(Fixture fixture, Account account, Openings openings, Closings closings, Instant start) {
        this.account = account;
        this.openings = openings;
        this.closings = closings;
        this.directory = fixture.directory();
        directory.pools().forEach(pool -> states.put(pool.id(), new PoolState(pool, false, start)));
    }

    /** The pools that there are now; never changed. */
    PoolDirectory directory() {
        return directory;
    }

    /** All pools, in the order in which they came to be. */
    List<Pool> pools() {
        return List.copyOf(directory.pools());
    }

    /** All pools as the API shows them. */
    List<ObjectNode> all() {
        return states.values().stream().map(PoolState::toJson).toList();
    }

    Optional<Pool> pool(PoolId id) {
        return directory.pool(id);
    }

    /** How the pool stands; it must be one of the board's. */
    PoolState state(Pool pool) {
        return Objects.requireNonNull(states.get(pool.id()), () -> "pool " + pool.id() + " is not on the board");
    }

    PoolStatus status(Pool pool) {
        return state(pool).status();
    }

    /** Puts up a closed pool of the same configuration, with no tasks. */
    Pool addClone(Pool original, Instant at) {
        Pool clone = original.cloneAs(directory.freeId(), at);
        states.put(clone.id(), new PoolState(clone, true, at));
        directory = directory.with(clone);
        return clone;
    }

    void open(Pool pool, Instant at) {
        state(pool).open(at);
        openings.opened(at);
    }

    /** Closes the pool; one that is not open stays as it is. */
    void close(Pool pool, Instant at, CloseReason reason) {
        if (status(pool) == PoolStatus.OPEN) {
            state(pool).close(at, reason);
            closings.closed(pool, at, reason);
        }
    }

    /** Closes the open pools that pay more for an assignment than there is; to be called after every payment. */
    void closeForBalance(Instant at) {
        for (PoolState state : states.values()) {
            if (isUnpayable(state.pool())) {
                close(state.pool(), at, CloseReason.NOT_ENOUGH_BALANCE);
            }
        }
    }

    /** Whether the account cannot pay one more assignment of the pool. */
    boolean isUnpayable(Pool pool) {
        return pool.reward().signum() > 0 && !account.canPay(pool.reward());
    }

    void archive(Pool pool, Instant at) {
        state(pool).archive(at);
    }

    /** Notes that something happened to the pool, which keeps it from being archived as idle. */
    void touch(Pool pool, Instant at) {
        state(pool).touch(at);
    }

    ObjectNode toJson(Pool pool) {
        return state(pool).toJson();
    }

    ListQuery.Page<ObjectNode> select(ListQuery query) {
        List<Row> rows = states.values().stream()
                .map(state -> new Row(state.pool(), state.toJson()))
                .toList();
        ListQuery.Page<Row> page = query.select(rows, Row::key);
        return new ListQuery.Page<>(page.rows().stream().map(Row::json).toList(), page.hasMore());
    }

    private record Row(Pool pool, ObjectNode json) {
        @Nullable
        String key(String field) {
            return field.equals("id")
                    ? ListQuery.poolKey(pool.id())
                    : json.path(field).textValue();
        }
    }
}
