package io.github.tolokaconnect.streams.select;

import io.github.tolokaconnect.events.Decision.Verdict;

/** Why a prediction became a task or not. */
enum Reason {
    /** The rule of its route selected it. */
    RULE(Verdict.SELECTED),
    /** No enabled route takes it. */
    NO_ROUTE(Verdict.SKIPPED),
    /** The rule of its route did not select it. */
    CONFIDENT(Verdict.SKIPPED),
    /** Another prediction asked for the same within the window. */
    DUPLICATE(Verdict.SKIPPED),
    /** The same record was read again after it had become a task. */
    REPROCESSED(Verdict.SKIPPED),
    /** It is so old that what it may repeat is not remembered any more. */
    LATE(Verdict.SKIPPED),
    /** Its timestamp lies in the future. */
    FUTURE(Verdict.INVALID),
    /** The alias that its route names stands for no pool. */
    NO_POOL(Verdict.INVALID),
    /** It lacks what a measure of its route needs. */
    NO_MEASURE(Verdict.INVALID),
    /** It lacks what the task of its route needs. */
    MAPPING(Verdict.INVALID),
    /** Its task would be larger than a record may be. */
    TOO_LARGE(Verdict.INVALID);

    private final Verdict verdict;

    Reason(Verdict verdict) {
        this.verdict = verdict;
    }

    /** What it is a reason for. */
    Verdict verdict() {
        return verdict;
    }
}
