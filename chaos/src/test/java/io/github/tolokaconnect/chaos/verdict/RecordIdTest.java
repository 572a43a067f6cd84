package io.github.tolokaconnect.chaos.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordIdTest {

    @Property
    void isReadAsItIsWritten(@ForAll @LongRange(min = 1, max = 999_999_999_999_999_999L) long number) {
        var id = new RecordId(number);

        assertThat(RecordId.parse(id.toString())).contains(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "r-1", "r-00000000", "r-0000000x", "x-00000001", " r-00000001", "r-9999999999999999999"})
    void takesNothingElseForAnId(String text) {
        assertThat(RecordId.parse(text)).isEmpty();
    }

    @Test
    void beginsAtOne() {
        assertThatThrownBy(() -> new RecordId(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
