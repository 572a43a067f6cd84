package io.github.tolokaconnect.client;

/** How much of each entry of an operation log is read. */
public enum LogDetail {
    /** The marker and the pool; everything else of the echoed task is skipped unread. */
    MARKERS,
    /** Also a digest of the echoed {@code input_values}, for logs that lost the marker. */
    WITH_INPUTS
}
