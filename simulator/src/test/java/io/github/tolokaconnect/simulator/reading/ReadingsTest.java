package io.github.tolokaconnect.simulator.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingsTest {
    @ParameterizedTest
    @EnumSource
    void takesEitherChoiceByName(Reading reading) {
        Readings other =
                Readings.DEFAULT.with(reading.flag() + "=" + reading.other().name());
        Readings back = other.with(reading.flag() + "=" + reading.standard().name());

        assertThat(other.others()).containsExactly(reading);
        assertThat(other.isOther(reading)).isTrue();
        assertThat(back).isEqualTo(Readings.DEFAULT);
    }

    @ParameterizedTest
    @EnumSource
    void hasTwoChoicesThatAFlagCanName(Reading reading) {
        assertThat(reading.flag()).matches("[a-z-]+");
        assertThat(reading.standard().name())
                .matches("[a-z0-9-]+")
                .isNotEqualTo(reading.other().name());
        assertThat(reading.other().name()).matches("[a-z0-9-]+");
    }

    @Test
    void keepsTheChoicesMadeBefore() {
        Readings two = Readings.DEFAULT.with("async-status=201").with("retry-after=sent");

        assertThat(two.others()).containsExactlyInAnyOrder(Reading.ASYNC_STATUS, Reading.RETRY_AFTER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "=", "nonsense", "nonsense=202", "ASYNC-STATUS=202"})
    void listsTheNamesWhenThereIsNone(String assignment) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Readings.DEFAULT.with(assignment))
                .withMessageContaining("'" + assignment + "' is not NAME=CHOICE")
                .withMessageContainingAll(
                        Arrays.stream(Reading.values()).map(Reading::flag).toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"async-status", "async-status=", "async-status=203"})
    void listsTheChoicesWhenThereIsNone(String assignment) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Readings.DEFAULT.with(assignment))
                .withMessageStartingWith("reading async-status is either 202 or 201, not '");
    }
}
