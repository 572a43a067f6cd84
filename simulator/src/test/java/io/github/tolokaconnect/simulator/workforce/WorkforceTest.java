package io.github.tolokaconnect.simulator.workforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkforceTest {
    @Test
    void readsAllOfItsParts() {
        assertThat(Workforce.parse("rate=50, agreement=0.8, accepted=0.95, people=25"))
                .isEqualTo(new Workforce(50, 0.8, 0.95, 25));
    }

    @Test
    void takesANumberAloneForTheRate() {
        assertThat(Workforce.parse("50")).isEqualTo(Workforce.of(50));
    }

    @Test
    void knowsTheTimeBetweenAnswers() {
        assertThat(Workforce.of(50).interval()).isEqualTo(Duration.ofMillis(20));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | is not of the form rate=50",
                "fast | is not of the form rate=50",
                "agreement=0.5 | rate=0 means that nobody works",
                "rate=-1 | must be 0.001 to 100000",
                "rate=NaN | must be 0.001 to 100000",
                "rate=1,agreement=1.5 | agreement=1.5 must be a probability",
                "rate=1,accepted=-0.1 | accepted=-0.1 must be a probability",
                "rate=1,people=0 | people=0 must be 1 to 100000",
                "rate=1,people=2.5 | people=2.5 must be a whole number",
                "rate=1,rate=2 | names rate twice",
                "rate=1,speed=2 | names speed; only rate, agreement, accepted and people are known",
            })
    void refusesWhatIsNoWorkforce(String text, String message) {
        assertThatThrownBy(() -> Workforce.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
