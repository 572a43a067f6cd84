package io.github.tolokaconnect.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The source record that an event is about, in its original coordinates.
 *
 * @param key key as text; absent if the record has none or if it is not text
 * @param topic source topic, before any transformation renamed it
 * @param partition partition of the source topic
 * @param offset the record's own offset
 * @param timestamp timestamp of the record
 * @param attempt 1 for the first try; a replayed record counts up
 */
public record RecordRef(
        @Nullable String key,
        String topic,
        int partition,
        long offset,
        @Nullable Instant timestamp,
        int attempt) {

    public RecordRef {
        if (partition < 0 || offset < 0 || attempt < 1) {
            throw new IllegalArgumentException("record " + topic + "-" + partition + " offset " + offset + " attempt "
                    + attempt + ": partition and offset start at 0, attempt at 1");
        }
    }

    /** The record's place as {@code topic-partition-offset}, which stands in for a missing key. */
    public String coordinates() {
        return topic + "-" + partition + "-" + offset;
    }
}
