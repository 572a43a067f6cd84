package io.github.tolokaconnect.quickstart.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SummaryTest {

    @Test
    void isOneLineThatDoesNotDependOnTheLocale() {
        var before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            var line = new Summary(1000, 979, 21, 0, 0, Duration.ofMillis(7_940)).toLine();

            assertThat(line)
                    .isEqualTo("summary records=1000 created=979 rejected=21 duplicates=0 unaccounted=0 seconds=7.9");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void isCompleteOnlyWithoutDuplicatesAndWithoutOpenRecords() {
        assertThat(new Summary(3, 2, 1, 0, 0, Duration.ZERO).isComplete()).isTrue();
        assertThat(new Summary(3, 2, 1, 1, 0, Duration.ZERO).isComplete()).isFalse();
        assertThat(new Summary(3, 2, 0, 0, 1, Duration.ZERO).isComplete()).isFalse();
    }

    @Test
    void refusesASumThatDoesNotAddUp() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Summary(3, 1, 1, 0, 0, Duration.ZERO));
    }
}
