package io.github.tolokaconnect.connector.simulation;

/** What the scheduler can do in one turn. */
enum Move {
    /** Connect calls a sink task, with records or without. */
    CALL(200, false),
    /** A sink task begins what its core wants next. */
    RUN_EFFECT(200, false),
    /** A sink task's transaction ends in one way or another. */
    TRANSACT(200, false),
    /** A claim goes on. */
    CLAIM(100, false),
    /** A request goes on. */
    TRANSPORT(200, false),
    /** Time passes. */
    ELAPSE(150, false),
    /** A sink task hears what it owns by now. */
    INFORM(40, false),
    /** Topic-partitions without an owner get one. */
    ADOPT(40, false),
    /** Connect asks for offsets to commit. */
    COMMIT_OFFSETS(30, false),
    /** Offsets reach the group's coordinator, or not. */
    LAND_OFFSETS(30, false),
    /** A sink task learns what the group has committed. */
    SEE_OFFSETS(10, false),
    /** A transaction that nobody waits for any more commits or is aborted. */
    SETTLE_DOUBT(30, false),
    /** The journal is compacted. */
    COMPACT(5, false),
    /** A paused sink task goes on as if nothing had happened. */
    RESUME(15, false),
    /** A sink task starts where there are too few. */
    START(40, false),

    CRASH(12, true),
    /** A sink task stands still and does not know it. */
    PAUSE(10, true),
    REBALANCE(14, true),
    /** Connect rewinds a topic-partition and delivers again. */
    REWIND(8, true),
    /** All sink tasks are replaced by others, of another configuration and perhaps another number. */
    RECONFIGURE(4, true),
    /** Somebody stops everything and moves the group's offset back or forward, or it expires. */
    MOVE_OFFSETS(6, true),
    CLOSE_POOL(10, true),
    /** Compaction takes a source record away. */
    REMOVE_RECORD(4, true),
    /** A request to shut out the owner arrives that nobody waits for any more. */
    GHOST(6, true),
    /** Hours pass, or days. */
    ELAPSE_LONG(3, true);

    private final int weight;
    private final boolean isDisturbance;

    Move(int weight, boolean isDisturbance) {
        this.weight = weight;
        this.isDisturbance = isDisturbance;
    }

    /** How often it is drawn at most, in comparison with others. */
    int weight() {
        return weight;
    }

    boolean isDisturbance() {
        return isDisturbance;
    }
}
