package io.github.tolokaconnect.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One JSON value as the UTF-8 bytes it came in, written again byte for byte and parsed only on request.
 *
 * <p>Holds a slice of an array without copying it; whoever hands the array over must not change it any more. That the
 * slice is one well-formed JSON value is the caller's promise and is not checked. Safe from any thread.
 */
public final class RawJson {

    /** The array without elements. */
    public static final RawJson EMPTY_ARRAY = of("[]".getBytes(StandardCharsets.UTF_8));

    private final byte[] bytes;
    private final int offset;
    private final int length;

    private RawJson(byte[] bytes, int offset, int length) {
        if (length < 1 || offset < 0 || length > bytes.length - offset) {
            throw new IllegalArgumentException("slice [" + offset + ", +" + length + "] of " + bytes.length
                    + " bytes is no JSON value; it needs at least 1 byte within the array");
        }
        this.bytes = bytes;
        this.offset = offset;
        this.length = length;
    }

    /** The value that fills {@code bytes}. */
    public static RawJson of(byte[] bytes) {
        return new RawJson(bytes, 0, bytes.length);
    }

    /** The value in {@code length} bytes of {@code bytes} from {@code offset}. */
    public static RawJson of(byte[] bytes, int offset, int length) {
        return new RawJson(bytes, offset, length);
    }

    /** The value that {@code node} holds, written out. */
    public static RawJson of(JsonNode node) {
        try {
            return of(Json.NODE_WRITER.writeValueAsBytes(node));
        } catch (IOException e) {
            throw new UncheckedIOException("a tree that cannot be written as JSON", e);
        }
    }

    /** Size in bytes. */
    public int length() {
        return length;
    }

    /** A copy of the bytes. */
    public byte[] toBytes() {
        return Arrays.copyOfRange(bytes, offset, offset + length);
    }

    /**
     * The value as a tree, parsed anew on each call.
     *
     * @throws IllegalStateException if the bytes are not one well-formed JSON value
     */
    public JsonNode toNode() {
        try {
            return Json.NODE_READER.readTree(bytes, offset, length);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "raw JSON of " + length + " bytes is not well-formed; whoever made it promised it was");
        }
    }

    /** Copies the bytes to {@code target} from {@code at} if they fit there, and says whether they did. */
    boolean tryCopyTo(byte[] target, int at) {
        if (length > target.length - at) {
            return false;
        }
        System.arraycopy(bytes, offset, target, at, length);
        return true;
    }

    /** The bytes, without a copy where the slice is a whole array. */
    byte[] exactBytes() {
        return length == bytes.length ? bytes : toBytes();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RawJson that
                && Arrays.equals(bytes, offset, offset + length, that.bytes, that.offset, that.offset + that.length);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = offset; i < offset + length; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash;
    }

    /** Its size only: the value may be personal. */
    @Override
    public String toString() {
        return "RawJson[" + length + " bytes]";
    }
}
