package io.github.tolokaconnect.simulator.fault;

/** Something that a request does, which some faults need in order to show. */
public enum Aspect {
    /** It brings tasks to create, at once or as an operation. */
    CREATES_TASKS,
    /** It starts an operation that creates tasks; a repeated operation id starts none. */
    STARTS_OPERATION,
    /** It names an operation that exists. */
    NAMES_OPERATION,
    /** It reads the operation log of an operation that exists. */
    READS_LOG,
    /** It concerns at least one pool. */
    CONCERNS_POOL
}
