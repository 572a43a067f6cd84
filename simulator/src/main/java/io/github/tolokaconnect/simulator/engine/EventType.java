package io.github.tolokaconnect.simulator.engine;

/** What a webhook subscription can be about, named as the API names it. */
public enum EventType {
    /** A pool was closed. */
    POOL_CLOSED,
    /** An aggregated answer is there; it never happens here. */
    DYNAMIC_OVERLAP_COMPLETED,
    /** Somebody took a task. */
    ASSIGNMENT_CREATED,
    /** Somebody answered. */
    ASSIGNMENT_SUBMITTED,
    /** Somebody put a task back; it never happens here. */
    ASSIGNMENT_SKIPPED,
    /** Somebody took too long; it never happens here. */
    ASSIGNMENT_EXPIRED,
    /** An answer was accepted. */
    ASSIGNMENT_APPROVED,
    /** An answer was rejected. */
    ASSIGNMENT_REJECTED
}
