package io.github.tolokaconnect.connector.delivery;

/** What happens when a consumer group begins before an offset that it had committed. */
public enum OnRegression {
    /** Records that have their end are passed over. */
    SKIP,
    /** The sink task fails. */
    FAIL,
    /** A new epoch begins: records from there on become tasks again. */
    REPROCESS
}
