package io.github.tolokaconnect.simulator.engine;

import io.github.tolokaconnect.simulator.fixture.Pool;
import io.github.tolokaconnect.simulator.fixture.PoolStatus;
import java.time.Duration;
import java.time.Instant;

/**
 * Lets happen to the pools what happens to them by themselves: they expire, are archived as idle, and open again after an update.
 *
 * <p>For idleness a pool has one entry in the agenda however often it is touched: when the entry comes due, it looks how long the
 * pool has been idle and enters itself again. It looks at least once in the shorter of the two idle times, since a pool of the
 * longer one that gets a general task becomes a pool of the shorter.
 */
final class PoolTimers {
    private static final Duration UPDATE = Duration.ofMinutes(15);

    private final Agenda agenda;
    private final PoolBoard board;
    private final PoolRules rules;
    private final PoolLimits limits;

    PoolTimers(Agenda agenda, PoolBoard board, PoolRules rules, PoolLimits limits) {
        this.agenda = agenda;
        this.board = board;
        this.rules = rules;
        this.limits = limits;
    }

    /** Watches over a pool that is there from {@code start} on. */
    void watch(Pool pool, Instant start) {
        pool.expires().ifPresent(expires -> agenda.enter(expires, due -> board.close(pool, due, CloseReason.EXPIRED)));
        if (limits.archivesIdlePools()) {
            agenda.enter(start.plus(limits.idleTime()), due -> archiveIfIdle(pool, due));
        }
    }

    /** Opens the pool again a while after it was closed for an update, unless something else happens to its status. */
    void reopenAfterUpdate(Pool pool, Instant closed) {
        Instant reopens = closed.plus(UPDATE);
        board.state(pool).reopenAt(reopens);
        agenda.enter(reopens, due -> reopen(pool, due));
    }

    private void reopen(Pool pool, Instant due) {
        if (board.state(pool).reopensAt(due)
                && rules.refusalOfOpening(pool, due).isEmpty()) {
            board.open(pool, due);
        }
    }

    private void archiveIfIdle(Pool pool, Instant due) {
        PoolStatus status = board.status(pool);
        if (status == PoolStatus.ARCHIVED || status == PoolStatus.LOCKED) {
            return;
        }
        Instant idleUntil = board.state(pool).idleUntil(limits);
        if (!idleUntil.isAfter(due)) {
            board.archive(pool, due);
            return;
        }
        Instant look = due.plus(limits.idleTime());
        agenda.enter(idleUntil.isBefore(look) ? idleUntil : look, next -> archiveIfIdle(pool, next));
    }
}
