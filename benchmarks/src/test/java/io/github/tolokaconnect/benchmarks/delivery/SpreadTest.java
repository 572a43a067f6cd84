package io.github.tolokaconnect.benchmarks.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void findsTheFigureInTheMiddleWhateverTheOrder() {
        assertThat(Spread.of(List.of(3.0, 10.0, 1.0))).isEqualTo(new Spread(1, 3, 10));
    }

    @Test
    void takesTheMeanOfTheTwoInTheMiddle() {
        assertThat(Spread.of(List.of(4.0, 1.0, 100.0, 2.0))).isEqualTo(new Spread(1, 3, 100));
    }

    @Test
    void isThreeTimesAFigureThatIsAlone() {
        assertThat(Spread.of(List.of(7.0))).isEqualTo(new Spread(7, 7, 7));
    }

    @Test
    void wantsAFigure() {
        assertThatIllegalArgumentException().isThrownBy(() -> Spread.of(List.of()));
    }
}
