package io.github.tolokaconnect.simulator.request;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** The encoding of bodies. The JSON parser reads a few sequences that are no UTF-8, such as halves of surrogate pairs. */
final class Utf8 {
    private static final int CHARACTERS = 8_192;

    private Utf8() {}

    /** Refuses a body that is no UTF-8. */
    static void check(Slice body) throws RefusedException {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer bytes = ByteBuffer.wrap(body.array(), body.offset(), body.length());
        CharBuffer characters = CharBuffer.allocate(CHARACTERS);
        CoderResult result = CoderResult.OVERFLOW;
        while (result.isOverflow()) {
            result = decoder.decode(bytes, characters.clear(), true);
        }
        if (result.isError()) {
            throw new RefusedException(ApiError.of(
                    400,
                    "VALIDATION_ERROR",
                    "The body is no UTF-8 at byte " + (bytes.position() - body.offset()) + ", counted from 0"));
        }
    }
}
