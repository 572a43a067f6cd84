package io.github.tolokaconnect.streams.correlate;

import static io.github.tolokaconnect.streams.correlate.ItemFixtures.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CanonicalJsonTest {

    @Test
    void sortsFieldsAtEveryDepthAndLeavesArraysAlone() {
        assertThat(canonical("{ \"b\": [2, 1], \"a\": {\"d\": null, \"c\": \"ä\"} }"))
                .isEqualTo("{\"a\":{\"c\":\"ä\",\"d\":null},\"b\":[2,1]}");
    }

    @Test
    void writesEqualNumbersAlike() {
        assertThat(canonical("[1, 1.0, 10e-1, 1E0]")).isEqualTo("[1,1,1,1]");
        assertThat(canonical("[100, 1e2, 0.10, -0.0]")).isEqualTo("[100,100,0.1,0]");
    }

    @Test
    void keepsEveryDigit() {
        assertThat(canonical("[12345678901234567890.123456789]")).isEqualTo("[12345678901234567890.123456789]");
    }

    @Test
    void doesNotSpellOutHugeNumbers() {
        assertThat(canonical("[1e999999999]")).isEqualTo("[1E+999999999]");
    }

    @Test
    void tellsNumbersFromTexts() {
        assertThat(canonical("{\"n\":\"1\"}")).isNotEqualTo(canonical("{\"n\":1}"));
    }

    @Test
    void refusesWhatIsNoJson() {
        assertThatThrownBy(() -> CanonicalJson.of(json("{"))).isInstanceOf(IllegalStateException.class);
    }

    private static String canonical(String text) {
        return new String(CanonicalJson.of(json(text)).toBytes(), UTF_8);
    }
}
