package io.github.tolokaconnect.streams.select;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.tolokaconnect.events.Decision.SourceRecord;
import java.nio.ByteBuffer;
import org.apache.kafka.common.errors.SerializationException;

/**
 * The prediction that a task was made of.
 *
 * @param itemId its item
 * @param millis timestamp of its record
 * @param partition partition that it was read from
 * @param offset offset in that partition
 */
record Remembered(String itemId, long millis, int partition, long offset) {

    private static final byte FORMAT = 1;
    private static final int HEAD_BYTES = 1 + 2 * Long.BYTES + Integer.BYTES;

    /** Whether it was read at {@code record}. */
    boolean isAt(SourceRecord record) {
        return partition == record.partition() && offset == record.offset();
    }

    byte[] encode() {
        byte[] item = itemId.getBytes(UTF_8);
        return ByteBuffer.allocate(HEAD_BYTES + item.length)
                .put(FORMAT)
                .putLong(millis)
                .putInt(partition)
                .putLong(offset)
                .put(item)
                .array();
    }

    static Remembered decode(byte[] bytes) {
        ByteBuffer from = ByteBuffer.wrap(bytes);
        byte format = from.get();
        if (format != FORMAT) {
            throw new SerializationException("TLK-706 Remembered prediction has format " + format
                    + ", this release reads " + FORMAT + "; run the newer release, or reset the application");
        }
        long millis = from.getLong();
        int partition = from.getInt();
        long offset = from.getLong();
        return new Remembered(new String(bytes, from.position(), from.remaining(), UTF_8), millis, partition, offset);
    }
}
