package io.github.tolokaconnect.client;

/** What a refusal asks of the caller. Told by the platform's error code, and only without a known one by the HTTP status. */
public enum ProblemKind {
    /** Some fields are wrong; {@link Problem#fields()} or {@link Problem#itemErrors()} say which. */
    VALIDATION,
    /** An operation with this id was accepted before: it is there to be read. */
    ALREADY_EXISTS,
    /** Too many tasks or bytes in one request; half of them may fit. */
    TOO_LARGE,
    /** The pool or its project cannot take these tasks in its present state. */
    POOL,
    /** The credential is wrong, or lacks a right. */
    ACCESS,
    /** No such thing, or no such address. */
    NOT_FOUND,
    /** The account or the pool is full; waiting for a quota window does not help. */
    CAPACITY,
    /** The operation log is no longer kept. */
    LOGS_ARCHIVED,
    /** A code that is not known here. */
    UNKNOWN
}
