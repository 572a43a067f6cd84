package io.github.tolokaconnect.quickstart.input;

/** A way in which a generated task is invalid. */
enum Flaw {
    REQUIRED_FIELD_MISSING,
    BAD_URL,
    OVERLAP_ZERO,
    UNKNOWN_POOL,
    UNKNOWN_FIELD,
    NO_JSON,
    TEXT_TOO_LONG,
    NUMBER_OUT_OF_RANGE
}
