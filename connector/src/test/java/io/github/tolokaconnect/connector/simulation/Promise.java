package io.github.tolokaconnect.connector.simulation;

/** What the connector promises, whatever breaks. */
enum Promise {
    /** No record becomes two tasks, and no operation creates tasks after its records have their end. */
    NO_TASK_TWICE,
    /** No offset passes a record without an end, and every good record becomes a task unless there is a reason outside the connector. */
    NO_RECORD_LOST,
    /** Nobody who reads committed is told the same twice. */
    NO_EVENT_TWICE,
    /** What is told is what the platform did. */
    EVENTS_ARE_TRUE,
    /** No request leaves before the journal says what it holds, and that never changes. */
    JOURNAL_COMES_FIRST,
    /** Every record taken is counted once. */
    SUMS_ARE_RIGHT,
    /** Once faults stop, everything comes to its end, and the journal forgets it. */
    EVERYTHING_ENDS
}
