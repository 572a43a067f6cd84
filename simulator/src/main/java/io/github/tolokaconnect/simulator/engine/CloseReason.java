package io.github.tolokaconnect.simulator.engine;

/** Why a pool was closed, named as the API names it in {@code last_close_reason}. */
enum CloseReason {
    /** Somebody closed it. */
    MANUAL,
    /** Everything in it is answered. */
    COMPLETED,
    /** There is no money left for another answer. */
    NOT_ENOUGH_BALANCE
}
