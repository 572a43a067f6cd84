package io.github.tolokaconnect.connector.results;

import io.github.tolokaconnect.connector.delivery.Effect;

/**
 * Writes what the core wants written, and knows what was written before. Methods return at once and are called by Connect's
 * thread; answers come as events of the core, from any thread.
 */
public interface Commits extends AutoCloseable {

    /** Writes all of it or nothing. */
    void commit(Effect.Commit what);

    /** Becomes the owner of a topic-partition and reads what is known about it. */
    void claim(Effect.Claim what);

    /** Looks for topic-partitions with operations under way. */
    void survey(Effect.Survey what);

    /** Gives up topic-partitions, without waiting. */
    void release(Effect.Release what);

    /** Ends within about two seconds at any moment; what is under way may or may not be written. */
    @Override
    void close();
}
