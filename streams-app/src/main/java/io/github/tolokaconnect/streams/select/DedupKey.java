package io.github.tolokaconnect.streams.select;

import java.nio.ByteBuffer;

/**
 * What predictions have in common that ask for the same task: the first half of a SHA-256.
 *
 * @param high its first eight bytes
 * @param low the next eight
 */
record DedupKey(long high, long low) {

    /** The key of predictions that have {@code bytes} in common. */
    static DedupKey of(byte[] bytes) {
        ByteBuffer digest = ByteBuffer.wrap(Digests.sha256(bytes));
        return new DedupKey(digest.getLong(), digest.getLong());
    }

    byte[] bytes() {
        return ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).array();
    }
}
