package io.github.tolokaconnect.streams.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.tolokaconnect.events.RawJson;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** Reads what a {@link PackedWriter} wrote; all fails with BufferUnderflowException where it ends early. For one thread. */
public final class PackedReader {

    private static final int PAYLOAD_BITS = 7;
    private static final int MORE = 0x80;

    private final ByteBuffer bytes;
    private final List<String> known;

    /** A reader of what was written with the same {@code words}. */
    public PackedReader(byte[] bytes, List<String> words) {
        this.bytes = ByteBuffer.wrap(bytes);
        this.known = new ArrayList<>(words);
    }

    /**
     * Reads the number of the format, which every stored value begins with.
     *
     * @throws SerializationException if another release wrote it
     */
    public PackedReader expectFormat(long format, String what) {
        long found = number();
        if (found != format) {
            throw new SerializationException("TLK-706 Stored " + what + " has format " + found + ", this release reads "
                    + format + "; run the release that wrote it, or reset the application");
        }
        return this;
    }

    /** A whole number. */
    public long number() {
        long rest = 0;
        int shift = 0;
        byte next;
        do {
            next = bytes.get();
            rest |= (long) (next & (MORE - 1)) << shift;
            shift += PAYLOAD_BITS;
        } while ((next & MORE) != 0);
        return (rest >>> 1) ^ -(rest & 1);
    }

    /** A whole number that was an int. */
    public int smallNumber() {
        return Math.toIntExact(number());
    }

    /** A time, to the millisecond. */
    public Instant time() {
        return Instant.ofEpochMilli(number());
    }

    /** An id. */
    public UUID id() {
        return new UUID(bits(), bits());
    }

    /** 64 bits. */
    public long bits() {
        return bytes.getLong();
    }

    /** A text, or none. */
    public @Nullable String text() {
        int length = smallNumber();
        if (length == 0) {
            return null;
        }
        if (length < 0) {
            return known.get(-1 - length);
        }
        byte[] utf8 = new byte[length - 1];
        bytes.get(utf8);
        String text = new String(utf8, UTF_8);
        known.add(text);
        return text;
    }

    /** A text that is always there. */
    public String someText() {
        String text = text();
        if (text == null) {
            throw new SerializationException("TLK-706 A stored text is missing; reset the application");
        }
        return text;
    }

    /** A JSON value, or none. */
    public @Nullable RawJson json() {
        String text = text();
        return text == null ? null : RawJson.of(text.getBytes(UTF_8));
    }

    /** A JSON value that is always there. */
    public RawJson someJson() {
        return RawJson.of(someText().getBytes(UTF_8));
    }

    /** As many values as the next number says, each read by {@code next}. */
    public <T> List<T> list(Supplier<T> next) {
        int size = smallNumber();
        List<T> list = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            list.add(next.get());
        }
        return list;
    }

    /** All bytes that are left. */
    public byte[] rest() {
        byte[] rest = new byte[bytes.remaining()];
        bytes.get(rest);
        return rest;
    }
}
