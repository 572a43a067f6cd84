package io.github.tolokaconnect.simulator.engine;

/** Why a pool was closed, named as the API names it in {@code last_close_reason}. */
enum CloseReason {
    /** Somebody closed it. */
    MANUAL,
    /** Its {@code will_expire} has passed. */
    EXPIRED,
    /** All its tasks have their answers. */
    COMPLETED,
    /** The account cannot pay one more assignment. */
    NOT_ENOUGH_BALANCE,
    /** It has handed out as many assignments as a pool may. */
    ASSIGNMENTS_LIMIT_EXCEEDED,
    /** The platform forbade it. */
    BLOCKED,
    /** Somebody closed it for a while, to change it. */
    FOR_UPDATE
}
