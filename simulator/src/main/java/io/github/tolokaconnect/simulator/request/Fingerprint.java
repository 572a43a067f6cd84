package io.github.tolokaconnect.simulator.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import io.github.tolokaconnect.simulator.fixture.PoolId;
import io.github.tolokaconnect.simulator.fixture.Wire;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** 128 bits that two tasks share only if they are of one pool and have equal input values, whatever the order of the keys. */
public record Fingerprint(long high, long low) {
    private static final ObjectWriter CANONICAL = Wire.JSON.writer().with(JsonNodeFeature.WRITE_PROPERTIES_SORTED);

    /** The fingerprint of the values alone, whatever the pool. */
    public static Fingerprint ofValues(JsonNode inputValues) {
        ByteBuffer hash = ByteBuffer.wrap(md5().digest(canonical(inputValues)));
        return new Fingerprint(hash.getLong(), hash.getLong());
    }

    /** The bytes of compact JSON with sorted keys; none for what is missing. */
    static byte[] canonical(JsonNode inputValues) {
        if (inputValues.isMissingNode()) {
            return new byte[0];
        }
        try {
            return CANONICAL.writeValueAsBytes(inputValues);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The fingerprint of bytes as they are. */
    static Fingerprint of(Slice bytes) {
        MessageDigest digest = md5();
        digest.update(bytes.array(), bytes.offset(), bytes.length());
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        return new Fingerprint(hash.getLong(), hash.getLong());
    }

    static Fingerprint of(PoolId pool, byte[] canonicalInputValues) {
        MessageDigest digest = md5();
        digest.update(pool.value().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
        ByteBuffer hash = ByteBuffer.wrap(digest.digest(canonicalInputValues));
        return new Fingerprint(hash.getLong(), hash.getLong());
    }

    // Not for secrecy: every Java runtime has it, and it is 128 bits wide.
    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
