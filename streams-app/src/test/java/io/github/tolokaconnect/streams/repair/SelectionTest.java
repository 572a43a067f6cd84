package io.github.tolokaconnect.streams.repair;

import static io.github.tolokaconnect.streams.Fixtures.NOON;
import static io.github.tolokaconnect.streams.repair.RefusalFixtures.ALL;
import static io.github.tolokaconnect.streams.repair.RefusalFixtures.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.events.ErrorClass;
import io.github.tolokaconnect.events.ValidationError;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SelectionTest {

    private static final ValidationError ERROR = refused(ErrorClass.DATA, "img-1", 60, 1);

    @Test
    void withoutConditionsAllAreMeant() {
        assertThat(matches(ALL)).isTrue();
    }

    @Test
    void eachConditionHolds() {
        assertThat(matches(new Selection("DATA", null, null, null, null, null, null)))
                .isTrue();
        assertThat(matches(new Selection("POOL", null, null, null, null, null, null)))
                .isFalse();
        assertThat(matches(new Selection(null, null, null, "1001", null, null, null)))
                .isTrue();
        assertThat(matches(new Selection(null, null, null, "1002", null, null, null)))
                .isFalse();
        assertThat(matches(new Selection(null, null, null, null, null, null, "img-")))
                .isTrue();
        assertThat(matches(new Selection(null, null, null, null, null, null, "doc-")))
                .isFalse();
    }

    @Test
    void codeAndPathAreOfTheSameReason() {
        assertThat(matches(new Selection(null, "INVALID_URL_SYNTAX", null, null, null, null, null)))
                .isTrue();
        assertThat(matches(new Selection(null, null, "overlap", null, null, null, null)))
                .isTrue();
        assertThat(matches(new Selection(null, "VALUE_LESS_THAN_MIN", "overlap", null, null, null, null)))
                .isTrue();
        assertThat(matches(new Selection(null, "INVALID_URL_SYNTAX", "overlap", null, null, null, null)))
                .isFalse();
    }

    @Test
    void timesIncludeTheFirstAndNotTheLast() {
        assertThat(matches(between(NOON.plusSeconds(60), null))).isTrue();
        assertThat(matches(between(NOON.plusSeconds(61), null))).isFalse();
        assertThat(matches(between(null, NOON.plusSeconds(60)))).isFalse();
        assertThat(matches(between(null, NOON.plusSeconds(61)))).isTrue();
    }

    private static Selection between(Instant from, Instant to) {
        return new Selection(null, null, null, null, from, to, null);
    }

    private static boolean matches(Selection selection) {
        return selection.matches("img-1", ERROR);
    }
}
