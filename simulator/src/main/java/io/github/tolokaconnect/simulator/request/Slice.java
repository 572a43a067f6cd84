package io.github.tolokaconnect.simulator.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A run of bytes inside a request body, which it shares with the slices beside it; nobody changes the bytes.
 *
 * <p>This is how a task travels from the body that brought it to the place where it is kept, without being copied on the way.
 */
public final class Slice {
    private final byte[] bytes;
    private final int offset;
    private final int length;

    private Slice(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.offset = offset;
        this.length = length;
    }

    /** All of {@code bytes}, which are not copied and must not be changed afterwards. */
    public static Slice of(byte[] bytes) {
        return new Slice(bytes, 0, bytes.length);
    }

    /** The part from {@code start}, inclusive, to {@code end}, exclusive, counted from the start of this slice. */
    Slice part(int start, int end) {
        return new Slice(bytes, offset + start, end - start);
    }

    byte[] array() {
        return bytes;
    }

    int offset() {
        return offset;
    }

    int length() {
        return length;
    }

    /** A view of the bytes that cannot change them. */
    public ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes, offset, length).asReadOnlyBuffer();
    }

    /** The bytes as text. */
    public String text() {
        return new String(bytes, offset, length, StandardCharsets.UTF_8);
    }

    /** The JSON object that these bytes, once parsed already, hold; a fresh copy. */
    public ObjectNode object() {
        try {
            return (ObjectNode) Wire.JSON.readTree(bytes, offset, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
