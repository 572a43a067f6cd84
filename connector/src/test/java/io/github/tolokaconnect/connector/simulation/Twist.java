package io.github.tolokaconnect.connector.simulation;

/** What a simulated world leaves out of what makes exactly once work, so that something must go wrong. */
enum Twist {
    /** Nothing is left out. */
    NONE,
    /** Whoever once claimed a topic-partition may go on writing for it. */
    NO_FENCING,
    /** The core works without a journal. */
    NO_JOURNAL,
    /** The core works without a journal, and the platform takes operations of one pool for the same if they begin with the same record. */
    IDS_OF_FIRST_OFFSETS,
    /** The consumer group is told the position of the consumer, whatever is settled. */
    OFFSETS_OF_POSITIONS,
    /** Result events are written before the transaction that was to hold them. */
    EVENTS_OUTSIDE,
    /** The journal is read before the former owner is shut out. */
    READING_BEFORE_FENCING;

    /** Whether the core works with a journal. */
    boolean hasJournal() {
        return this != NO_JOURNAL && this != IDS_OF_FIRST_OFFSETS;
    }
}
