package io.github.tolokaconnect.simulator.engine;

import java.time.Instant;

/** All about the pools: how they stand, what may be done with them, and what is done. */
record Pools(PoolBoard board, PoolRules rules, PoolWork work) {
    /** The pools of the fixture, each watched over from {@code start} on. */
    static Pools of(
            PoolBoard board,
            PoolLimits limits,
            TaskStore store,
            Operations operations,
            Agenda agenda,
            Chance chance,
            Instant start) {
        PoolRules rules = new PoolRules(board, store, operations, limits);
        PoolTimers timers = new PoolTimers(agenda, board, rules, limits);
        board.directory().pools().forEach(pool -> timers.watch(pool, start));
        return new Pools(board, rules, new PoolWork(board, rules, timers, chance));
    }
}
