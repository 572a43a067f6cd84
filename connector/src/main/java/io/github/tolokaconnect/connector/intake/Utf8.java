package io.github.tolokaconnect.connector.intake;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/** Checks that bytes are UTF-8 as the standard has it, which a JSON parser in a hurry does not. Nothing is kept of them. */
final class Utf8 {
    private static final int CHUNK = 1024;

    private Utf8() {}

    /** Index of the first byte that is no UTF-8; empty if all are. A byte order mark has no place in JSON and counts as none. */
    static OptionalInt firstFlaw(byte[] bytes) {
        int ascii = 0;
        while (ascii < bytes.length && bytes[ascii] >= 0) {
            ascii++;
        }
        if (ascii == bytes.length) {
            return OptionalInt.empty();
        }
        return hasByteOrderMark(bytes) ? OptionalInt.of(0) : firstMalformed(bytes, ascii);
    }

    private static boolean hasByteOrderMark(byte[] bytes) {
        return bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
    }

    private static OptionalInt firstMalformed(byte[] bytes, int from) {
        var decoder = StandardCharsets.UTF_8.newDecoder();
        var in = ByteBuffer.wrap(bytes, from, bytes.length - from);
        var out = CharBuffer.allocate(CHUNK);
        var result = decoder.decode(in, out, true);
        while (result.isOverflow()) {
            out.clear();
            result = decoder.decode(in, out, true);
        }
        return result.isError() ? OptionalInt.of(in.position()) : OptionalInt.empty();
    }
}
