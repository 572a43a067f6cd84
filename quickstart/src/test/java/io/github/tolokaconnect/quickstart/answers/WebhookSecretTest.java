package io.github.tolokaconnect.quickstart.answers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSecretTest {

    private static final Instant NOW = Instant.ofEpochMilli(1_772_366_400_100L);
    private static final byte[] BODY = "{\"events\":[]}".getBytes(UTF_8);
    // printf '%s' '1772366400100.1.{"events":[]}' | openssl dgst -sha256 -hmac 'open sesame'
    private static final String SIGN = "1ebc272f98c0c43f18fb316df6c64894f960a43b2c21cdc11e3d12fb739c5786";
    private static final String SIGNATURE = "{v=1, ts=1772366400100, sign=" + SIGN + "}";

    private final WebhookSecret secret = new WebhookSecret("open sesame");

    @Test
    void believesWhatWasSignedWithIt() {
        assertThat(secret.problem(SIGNATURE, BODY, NOW)).isEmpty();
    }

    @Test
    void believesNobodyWhoKnowsAnotherSecret() {
        assertThat(new WebhookSecret("open barley").problem(SIGNATURE, BODY, NOW))
                .hasValueSatisfying(problem -> assertThat(problem).contains("not that of this body"));
    }

    @Test
    void believesNoOtherBodyAndNoOtherTime() {
        assertThat(secret.problem(SIGNATURE, "{\"events\":[ ]}".getBytes(UTF_8), NOW))
                .isPresent();
        assertThat(secret.problem(SIGNATURE.replace("400100", "400101"), BODY, NOW))
                .isPresent();
    }

    @Test
    void believesNothingOldAndNothingFromTheFuture() {
        var tolerance = WebhookSecret.TOLERANCE;

        assertThat(secret.problem(SIGNATURE, BODY, NOW.plus(tolerance))).isEmpty();
        assertThat(secret.problem(SIGNATURE, BODY, NOW.minus(tolerance))).isEmpty();
        assertThat(secret.problem(SIGNATURE, BODY, NOW.plus(tolerance).plus(Duration.ofMillis(1))))
                .hasValueSatisfying(problem -> assertThat(problem).contains("5 minutes"));
        assertThat(secret.problem(SIGNATURE, BODY, NOW.minus(tolerance).minus(Duration.ofMillis(1))))
                .isPresent();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "{}",
                "v=1, ts=1772366400100, sign=" + SIGN,
                "{v=2, ts=1772366400100, sign=" + SIGN + "}",
                "{v=1, ts=9999999999999999, sign=" + SIGN + "}",
                "{v=1, ts=-1, sign=" + SIGN + "}",
                "{v=1, ts=1772366400100, sign=}",
            })
    void saysThatAHeaderIsMissingOrOfAnotherForm(String signature) {
        assertThat(secret.problem(signature, BODY, NOW))
                .hasValueSatisfying(problem -> assertThat(problem).contains("Toloka-Signature"));
    }

    @Test
    void isNeverShownAndNeverTheSameTwice() {
        assertThat(secret).hasToString("WebhookSecret[hidden]");
        assertThat(WebhookSecret.random().text())
                .hasSize(64)
                .isNotEqualTo(WebhookSecret.random().text());
        assertThatIllegalArgumentException().isThrownBy(() -> new WebhookSecret(" "));
    }
}
