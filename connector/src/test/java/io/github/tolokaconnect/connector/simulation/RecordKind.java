package io.github.tolokaconnect.connector.simulation;

/** What must become of a record. */
enum RecordKind {
    /** One task and one event that says so. */
    GOOD,
    /** The platform refuses it as a single item: one validation error. */
    INVALID,
    /** The platform refuses any request that holds it and does not say why: one validation error. */
    POISON,
    /** Refused before a request: one validation error. */
    REFUSED,
    /** It has no value: nothing is said about it. */
    SKIPPED,
    /** A transform drops it before the connector sees it. */
    FILTERED;

    /** Whether the connector takes it for a task. */
    boolean isTask() {
        return this == GOOD || this == INVALID || this == POISON;
    }

    /** Whether an event must say what became of it. */
    boolean hasEnd() {
        return this != SKIPPED && this != FILTERED;
    }
}
