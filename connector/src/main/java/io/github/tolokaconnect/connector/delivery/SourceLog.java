package io.github.tolokaconnect.connector.delivery;

import org.jspecify.annotations.Nullable;

/**
 * What the cluster says about the log of a source topic-partition and about the group that reads it. Everything may be unknown:
 * the source may live in another cluster than the journal, or the rights to ask may be missing.
 *
 * @param topicId id of the topic
 * @param start lowest offset that can be read
 * @param end offset of the next record to be written
 * @param group what the consumer group has committed
 */
public record SourceLog(
        @Nullable String topicId,
        @Nullable Long start,
        @Nullable Long end,
        Group group) {

    /** Nothing could be found out. */
    public static final SourceLog UNKNOWN = new SourceLog(null, null, null, new Group(false, null));

    /**
     * What a consumer group has committed for a topic-partition.
     *
     * @param known whether the group could be asked
     * @param committed its offset; absent if it has none
     */
    public record Group(boolean known, @Nullable Long committed) {}
}
