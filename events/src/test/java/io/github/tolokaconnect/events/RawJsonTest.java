package io.github.tolokaconnect.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RawJsonTest {

    private static final byte[] BYTES = "  {\"a\":1.50} ".getBytes(StandardCharsets.UTF_8);

    @Test
    void isEqualByBytesWhereverTheyLie() {
        RawJson slice = RawJson.of(BYTES, 2, 10);
        RawJson whole = RawJson.of("{\"a\":1.50}".getBytes(StandardCharsets.UTF_8));

        assertThat(slice).isEqualTo(whole).hasSameHashCodeAs(whole).isNotEqualTo(RawJson.EMPTY_ARRAY);
        assertThat(slice.toBytes()).isEqualTo(whole.toBytes());
        assertThat(slice.length()).isEqualTo(10);
    }

    @Test
    void keepsTheDigitsOfNumbersAsATree() {
        RawJson json = RawJson.of(BYTES, 2, 10);

        assertThat(json.toNode()).hasToString("{\"a\":1.50}");
        assertThat(RawJson.of(json.toNode())).isEqualTo(json);
    }

    @Test
    void neverShowsItsContent() {
        assertThat(RawJson.of(BYTES)).hasToString("RawJson[13 bytes]");
    }

    @Test
    void saysThatAPromiseOfJsonWasBrokenWithoutShowingIt() {
        RawJson broken = RawJson.of("{secret".getBytes(StandardCharsets.UTF_8));

        assertThatIllegalStateException()
                .isThrownBy(broken::toNode)
                .withMessageContaining("7 bytes")
                .withMessageNotContaining("secret")
                .withNoCause();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "-1, 3", "10, 4", "14, 1", "1, 2147483647"})
    void refusesASliceOutsideTheArray(int offset, int length) {
        assertThatIllegalArgumentException().isThrownBy(() -> RawJson.of(BYTES, offset, length));
    }
}
