package io.github.tolokaconnect.quickstart.answers;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What receiver and platform know and nobody else: a notification is signed with it. The signature is the HMAC-SHA256, in hexadecimal
 * digits, of time, version and body, joined by dots.
 */
public final class WebhookSecret {

    /** Name of the header that a signed notification has. */
    public static final String HEADER = "Toloka-Signature";

    /** How far the time of a notification may be from the receiver's: a notification that somebody recorded is worthless soon. */
    static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final String ALGORITHM = "HmacSHA256";
    private static final String VERSION = "1";
    private static final Pattern SIGNATURE =
            Pattern.compile("\\{v=([0-9]{1,3}), *ts=([0-9]{1,15}), *sign=([0-9a-fA-F]{64})\\}");
    private static final int BYTES = 32;

    private final String text;

    /**
     * The secret that {@code text} is.
     *
     * @throws IllegalArgumentException if it is empty
     */
    public WebhookSecret(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("A secret that is blank keeps nobody out");
        }
        this.text = text;
    }

    /** A secret that nobody can guess. */
    public static WebhookSecret random() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new WebhookSecret(HexFormat.of().formatHex(bytes));
    }

    /** The secret itself, for the one who signs. */
    public String text() {
        return text;
    }

    /**
     * Why a notification is not to be believed; empty if it is the platform's.
     *
     * @param signature value of the header {@value #HEADER}
     * @param body the notification's body as it came
     */
    Optional<String> problem(@Nullable String signature, byte[] body, Instant now) {
        var parts = SIGNATURE.matcher(signature == null ? "" : signature);
        if (!parts.matches() || !parts.group(1).equals(VERSION)) {
            return Optional.of("The header " + HEADER + " is missing or not of the form {v=1, ts=..., sign=...}");
        }
        var expected = sign(parts.group(2), body).getBytes(US_ASCII);
        // In constant time, so that nobody finds the signature out byte by byte.
        if (!MessageDigest.isEqual(
                expected, parts.group(3).toLowerCase(Locale.ROOT).getBytes(US_ASCII))) {
            return Optional.of("The signature is not that of this body");
        }
        var age = Duration.between(Instant.ofEpochMilli(Long.parseLong(parts.group(2))), now)
                .abs();
        return age.compareTo(TOLERANCE) > 0
                ? Optional.of("The signature's time is more than " + TOLERANCE.toMinutes() + " minutes away from now")
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "WebhookSecret[hidden]";
    }

    private String sign(String time, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(text.getBytes(UTF_8), ALGORITHM));
            mac.update((time + "." + VERSION + ".").getBytes(UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has " + ALGORITHM, e);
        }
    }
}
