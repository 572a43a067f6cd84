package io.github.tolokaconnect.quickstart.answers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signatures as the platform makes them. */
final class Signatures {

    private Signatures() {}

    static String of(String secret, Instant time, byte[] body) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
        mac.update((time.toEpochMilli() + ".1.").getBytes(UTF_8));
        return "{v=1, ts=" + time.toEpochMilli() + ", sign=" + HexFormat.of().formatHex(mac.doFinal(body)) + "}";
    }
}
