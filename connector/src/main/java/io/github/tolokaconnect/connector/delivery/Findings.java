package io.github.tolokaconnect.connector.delivery;

import io.github.tolokaconnect.connector.journal.OffsetSet;

/**
 * What the log of an ended operation says about each of its records, read to its end and not published yet. The core needs only
 * the numbers; whoever read the log can turn the rest into events.
 */
public interface Findings {

    /** How many records became tasks. */
    int created();

    /**
     * Offsets of records that certainly did not become tasks, for a reason that may have passed when they are tried again. They
     * have no event yet: either a new operation takes them, or they are reported as rejected.
     */
    OffsetSet retriable();
}
