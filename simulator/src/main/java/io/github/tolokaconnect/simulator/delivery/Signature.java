package io.github.tolokaconnect.simulator.delivery;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature of a notification: {@code {v=1, ts=…, sign=…}}, where {@code sign} is the HMAC-SHA256 in hex, with the
 * subscription's secret, of the milliseconds since 1970, a dot, the version, a dot, and the body.
 */
final class Signature {
    /** The header that carries it. */
    static final String HEADER = "Toloka-Signature";

    private static final String ALGORITHM = "HmacSHA256";
    private static final String VERSION = "1";

    private Signature() {}

    static String of(String secretKey, Instant now, byte[] body) {
        String signed = now.toEpochMilli() + "." + VERSION + ".";
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(signed.getBytes(StandardCharsets.UTF_8));
        message.writeBytes(body);
        String sign = HexFormat.of().formatHex(mac(secretKey).doFinal(message.toByteArray()));
        return "{v=" + VERSION + ", ts=" + now.toEpochMilli() + ", sign=" + sign + "}";
    }

    private static Mac mac(String secretKey) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secretKey.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            // Every Java runtime has the algorithm, and it takes any key that is not empty, which is checked when it is
            // given.
            throw new AssertionError(e);
        }
    }
}
