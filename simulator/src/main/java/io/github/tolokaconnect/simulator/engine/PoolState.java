package io.github.tolokaconnect.simulator.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.Pool;
import io.github.tolokaconnect.simulator.fixture.PoolStatus;
import io.github.tolokaconnect.simulator.fixture.Wire;
import io.github.tolokaconnect.simulator.request.OperationId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one pool stands now.
 *
 * <pre>
 * CLOSED ◄──► OPEN, and from both ──► ARCHIVED, for good; LOCKED stays as it came
 * </pre>
 */
final class PoolState {
    private final Pool pool;
    private final boolean isClone;
    private final ObjectNode changes = Wire.JSON.createObjectNode();
    private PoolStatus status;
    private Instant touched;
    private boolean hasGeneralTasks;
    private @Nullable Instant reopensAt;
    private @Nullable OperationId operation;

    PoolState(Pool pool, boolean isClone, Instant since) {
        this.pool = pool;
        this.isClone = isClone;
        this.status = pool.status();
        this.touched = since;
        if (!pool.toJson().hasNonNull("created")) {
            changes.put("created", Wire.date(since));
        }
    }

    Pool pool() {
        return pool;
    }

    PoolStatus status() {
        return status;
    }

    void open(Instant at) {
        change(PoolStatus.OPEN, at);
        changes.put("last_started", Wire.date(at));
    }

    void close(Instant at, CloseReason reason) {
        change(PoolStatus.CLOSED, at);
        changes.put("last_stopped", Wire.date(at)).put("last_close_reason", reason.name());
    }

    void archive(Instant at) {
        if (status == PoolStatus.OPEN) {
            changes.put("last_stopped", Wire.date(at));
        }
        change(PoolStatus.ARCHIVED, at);
    }

    private void change(PoolStatus next, Instant at) {
        if (status == PoolStatus.ARCHIVED) {
            throw new IllegalStateException("pool " + pool.id() + " is archived and cannot become " + next);
        }
        status = next;
        changes.put("status", next.name());
        reopensAt = null;
        touch(at);
    }

    /** Plans that the pool opens by itself; whatever changes its status, or somebody's wish for it, undoes the plan. */
    void reopenAt(Instant at) {
        reopensAt = at;
    }

    boolean reopensAt(Instant at) {
        return at.equals(reopensAt);
    }

    /** Somebody wants the pool closed that was to open by itself. */
    void stayClosed() {
        if (reopensAt != null) {
            reopensAt = null;
            changes.put("last_close_reason", CloseReason.MANUAL.name());
        }
    }

    void touch(Instant at) {
        // What was due before the simulation began, such as an old date of expiry, happens in its past.
        if (at.isAfter(touched)) {
            touched = at;
        }
    }

    void addGeneralTasks() {
        hasGeneralTasks = true;
    }

    /** When the pool will have been idle for too long. */
    Instant idleUntil(PoolLimits limits) {
        boolean isGeneral = hasGeneralTasks && pool.isRegular() && !isClone;
        return touched.plus(isGeneral ? limits.idleTime() : limits.longIdleTime());
    }

    void occupy(OperationId by) {
        operation = by;
    }

    /** The latest operation on the pool, if there was one; it may have ended. */
    Optional<OperationId> operation() {
        return Optional.ofNullable(operation);
    }

    ObjectNode toJson() {
        return pool.toJson().setAll(changes);
    }
}
