package io.github.tolokaconnect.streams.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.tolokaconnect.events.RawJson;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes values as few bytes: small numbers take one, an id takes 16, and a text that was written before, or that both sides know, is a
 * number. {@link PackedReader} reads the same calls in the same order. For one thread.
 */
public final class PackedWriter {

    private static final int PAYLOAD_BITS = 7;
    private static final int MORE = 0x80;
    private static final int LONGEST_NUMBER = 10;

    private byte[] bytes = new byte[128];
    private int length;
    private final Map<String, Integer> known = new HashMap<>();

    /** A writer whose reader is made with the same {@code words}. */
    public PackedWriter(List<String> words) {
        words.forEach(word -> known.put(word, known.size()));
    }

    /** A whole number; the nearer to 0, the shorter. */
    public PackedWriter number(long number) {
        room(LONGEST_NUMBER);
        long rest = (number << 1) ^ (number >> (Long.SIZE - 1));
        while ((rest & -MORE) != 0) {
            bytes[length++] = (byte) ((rest & (MORE - 1)) | MORE);
            rest >>>= PAYLOAD_BITS;
        }
        bytes[length++] = (byte) rest;
        return this;
    }

    /** A time, to the millisecond. */
    public PackedWriter time(Instant time) {
        return number(time.toEpochMilli());
    }

    /** An id, or 64 random bits twice. */
    public PackedWriter id(UUID id) {
        return bits(id.getMostSignificantBits()).bits(id.getLeastSignificantBits());
    }

    /** 64 bits that no shorter form is expected of. */
    public PackedWriter bits(long bits) {
        room(Long.BYTES);
        ByteBuffer.wrap(bytes).putLong(length, bits);
        length += Long.BYTES;
        return this;
    }

    /** A text, or none. */
    public PackedWriter text(@Nullable String text) {
        if (text == null) {
            return number(0);
        }
        Integer before = known.get(text);
        if (before != null) {
            return number(-1 - before);
        }
        known.put(text, known.size());
        byte[] utf8 = text.getBytes(UTF_8);
        return number(utf8.length + 1).raw(utf8);
    }

    /** A JSON value, or none. */
    public PackedWriter json(@Nullable RawJson json) {
        return text(json == null ? null : new String(json.toBytes(), UTF_8));
    }

    /** Bytes as they are; their number has to be known to the reader, or they are the rest. */
    public PackedWriter raw(byte[] some) {
        room(some.length);
        System.arraycopy(some, 0, bytes, length, some.length);
        length += some.length;
        return this;
    }

    /** What was written. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
