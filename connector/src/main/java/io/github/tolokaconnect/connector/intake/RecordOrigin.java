package io.github.tolokaconnect.connector.intake;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Where a record came from, in original coordinates: a transform may have renamed its topic since.
 *
 * @param key the key's bytes, which result events get as their own; absent for a record without a key. Not copied.
 * @param keyText the key as text for the body of result events; absent if there is none or if it is not text
 * @param timestamp the record's timestamp in milliseconds since 1970, absent if it has none
 * @param lineage what its headers say about where it came from
 */
@SuppressWarnings("ArrayRecordComponent") // the key goes from the record into its events, and is compared by nobody
public record RecordOrigin(
        TopicPartition topicPartition,
        long offset,
        byte @Nullable [] key,
        @Nullable String keyText,
        @Nullable Long timestamp,
        Lineage lineage) {

    /** The record as {@code topic-partition@offset}, for messages and for a missing key. */
    @Override
    public String toString() {
        return topicPartition + "@" + offset;
    }
}
