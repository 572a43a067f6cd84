package io.github.tolokaconnect.events;

import com.fasterxml.jackson.core.SerializableString;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Raw JSON in the shape that lets a generator copy its bytes straight into the output buffer. */
final class VerbatimJson implements SerializableString {

    private final RawJson json;

    VerbatimJson(RawJson json) {
        this.json = json;
    }

    @Override
    public String getValue() {
        return new String(json.exactBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public int charLength() {
        return getValue().length();
    }

    @Override
    public char[] asQuotedChars() {
        throw quoted();
    }

    @Override
    public byte[] asUnquotedUTF8() {
        return json.exactBytes();
    }

    @Override
    public byte[] asQuotedUTF8() {
        throw quoted();
    }

    @Override
    public int appendQuotedUTF8(byte[] buffer, int offset) {
        throw quoted();
    }

    @Override
    public int appendQuoted(char[] buffer, int offset) {
        throw quoted();
    }

    @Override
    public int appendUnquotedUTF8(byte[] buffer, int offset) {
        return json.tryCopyTo(buffer, offset) ? json.length() : -1;
    }

    @Override
    public int appendUnquoted(char[] buffer, int offset) {
        String value = getValue();
        if (value.length() > buffer.length - offset) {
            return -1;
        }
        value.getChars(0, value.length(), buffer, offset);
        return value.length();
    }

    @Override
    public int writeQuotedUTF8(OutputStream out) {
        throw quoted();
    }

    @Override
    public int writeUnquotedUTF8(OutputStream out) throws IOException {
        out.write(json.exactBytes());
        return json.length();
    }

    @Override
    public int putQuotedUTF8(ByteBuffer buffer) {
        throw quoted();
    }

    @Override
    public int putUnquotedUTF8(ByteBuffer buffer) {
        if (json.length() > buffer.remaining()) {
            return -1;
        }
        buffer.put(json.exactBytes());
        return json.length();
    }

    private static UnsupportedOperationException quoted() {
        return new UnsupportedOperationException("raw JSON is a value, not the text of a string");
    }
}
