package io.github.tolokaconnect.events;

/**
 * The source records of one topic-partition that an operation holds.
 *
 * @param topic source topic, before any transformation renamed it
 * @param partition partition of the source topic
 * @param firstOffset offset of the first record
 * @param lastOffset offset of the last record, inclusive
 * @param records how many records of the range are in the operation; fewer than it is long if some went elsewhere
 */
public record SourceRange(String topic, int partition, long firstOffset, long lastOffset, int records) {

    public SourceRange {
        long length = lastOffset - firstOffset + 1;
        if (partition < 0 || firstOffset < 0 || records < 1 || records > length) {
            throw new IllegalArgumentException("range " + topic + "-" + partition + " [" + firstOffset + ", "
                    + lastOffset + "] with " + records + " records: a range holds between 1 record and its length");
        }
    }
}
