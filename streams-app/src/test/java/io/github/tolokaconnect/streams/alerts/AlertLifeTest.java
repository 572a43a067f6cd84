package io.github.tolokaconnect.streams.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.tolokaconnect.events.Alert;
import io.github.tolokaconnect.events.EventCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AlertLifeTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration STEP = Duration.ofSeconds(10);
    private static final AlertRule RULE = rule(false, Duration.ofSeconds(30), Duration.ofSeconds(20));

    @Test
    void firesOnceTheConditionHasHeldLongEnough() {
        List<Alert> events = live(RULE, 0.1, 0.3, 0.3, 0.3, 0.3, 0.9);

        assertThat(events).singleElement().satisfies(alert -> {
            assertThat(alert.state()).isEqualTo(Alert.State.FIRING);
            assertThat(alert.since()).isEqualTo(NOON.plusSeconds(10));
            assertThat(alert.eventTime()).isEqualTo(NOON.plusSeconds(40));
            assertThat(alert.value()).isEqualTo(0.3);
            assertThat(alert.threshold()).isEqualTo(0.2);
        });
    }

    @Test
    void waitsAnewWhenTheConditionDidNotHold() {
        assertThat(live(RULE, 0.3, 0.3, 0.3, 0.2, 0.3, 0.3, 0.3)).isEmpty();
    }

    @Test
    void isOverOnceAllHasBeenWellLongEnough() {
        List<Alert> events = live(RULE, 0.3, 0.3, 0.3, 0.3, 0.15, 0.1, 0.1, 0.1, 0.1);

        assertThat(events).extracting(Alert::state).containsExactly(Alert.State.FIRING, Alert.State.RESOLVED);
        assertThat(events.get(1).eventTime()).isEqualTo(NOON.plusSeconds(70));
        assertThat(events.get(1).since()).isEqualTo(NOON);
        assertThat(events.get(1).summary()).isEqualTo("Over: it is high");
    }

    @Test
    void goesOnFiringWhileTheValueJittersAroundTheThreshold() {
        List<Double> jitter = new ArrayList<>(List.of(0.3, 0.3, 0.3, 0.3));
        for (int i = 0; i < 100; i++) {
            jitter.add(i % 2 == 0 ? 0.05 : 0.25);
        }

        assertThat(live(RULE, jitter.toArray(Double[]::new))).hasSize(1);
    }

    @Test
    void goesOnFiringBetweenClearAndThreshold() {
        assertThat(live(RULE, 0.3, 0.3, 0.3, 0.3, 0.15, 0.15, 0.15, 0.15, 0.15)).hasSize(1);
    }

    @Test
    void isOverWhenThereIsNothingToMeasureAnyMore() {
        List<Alert> events = live(RULE, 0.3, 0.3, 0.3, 0.3, null, null, null);

        assertThat(events).extracting(Alert::state).containsExactly(Alert.State.FIRING, Alert.State.RESOLVED);
    }

    @Test
    void firesAtOnceWithoutAWaitingTime() {
        assertThat(live(rule(false, Duration.ZERO, Duration.ZERO), 0.3, 0.0, 0.3))
                .extracting(Alert::state)
                .containsExactly(Alert.State.FIRING, Alert.State.RESOLVED, Alert.State.FIRING);
    }

    @Test
    void firesNoSecondTimeWhereOnceIsEnough() {
        assertThat(live(rule(true, Duration.ZERO, Duration.ZERO), 0.3, 0.0, 0.3, 0.3))
                .extracting(Alert::state)
                .containsExactly(Alert.State.FIRING, Alert.State.RESOLVED);
    }

    @Test
    void remembersThatItFiredBeforeWhileItIsPendingAgain() {
        AlertLife life = null;
        double[] values = {0.3, 0.3, 0.3, 0.3, 0.0, 0.0, 0.0, 0.3};
        for (int i = 0; i < values.length; i++) {
            life = AlertLife.next(life, RULE, reading(values[i]), NOON.plus(STEP.multipliedBy(i)))
                    .orElse(null);
        }

        assertThat(life).isInstanceOf(AlertLife.Pending.class);
        assertThat(AlertLife.next(life, RULE, null, NOON.plusSeconds(500)))
                .containsInstanceOf(AlertLife.Resolved.class);
    }

    @Test
    void refusesARuleThatIsOverBeforeItFires() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new AlertRule("Upside", Alert.Severity.INFO, 1, 2, STEP, STEP, false, snapshot -> List.of()))
                .withMessageContaining("Upside clears at 2");
    }

    @Property
    void alternatesAndNeverFloods(@ForAll("values") List<Optional<Double>> values) {
        List<Alert> events =
                live(RULE, values.stream().map(value -> value.orElse(null)).toArray(Double[]::new));

        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i).state()).isEqualTo(i % 2 == 0 ? Alert.State.FIRING : Alert.State.RESOLVED);
            if (i > 0) {
                Duration between = Duration.between(
                        events.get(i - 1).eventTime(), events.get(i).eventTime());
                assertThat(between).isGreaterThanOrEqualTo(i % 2 == 0 ? RULE.pending() : RULE.hold());
            }
        }
        assertThat(events).extracting(Alert::eventId).doesNotHaveDuplicates();
    }

    @Property
    void survivesItsStoreAtEachStep(@ForAll("values") List<Optional<Double>> values) {
        AlertLifeSerde serde = new AlertLifeSerde(new EventCodec());
        AlertLife life = null;
        for (int i = 0; i < values.size(); i++) {
            life = AlertLife.next(life, RULE, reading(values.get(i).orElse(null)), NOON.plus(STEP.multipliedBy(i)))
                    .orElse(null);
            byte[] stored = serde.serializer().serialize("", life);
            assertThat(serde.deserializer().deserialize("", stored)).isEqualTo(life);
        }
    }

    @Provide
    Arbitrary<List<Optional<Double>>> values() {
        return Arbitraries.of(0.0, 0.1, 0.15, 0.2, 0.21, 0.9).optional().list().ofMaxSize(60);
    }

    /** The events of a life in which each value was measured {@link #STEP} after the one before. */
    private static List<Alert> live(AlertRule rule, @Nullable Double... values) {
        List<Alert> events = new ArrayList<>();
        AlertLife life = null;
        for (int i = 0; i < values.length; i++) {
            Optional<Alert> told = Optional.ofNullable(life).flatMap(AlertLife::last);
            life = AlertLife.next(life, rule, reading(values[i]), NOON.plus(STEP.multipliedBy(i)))
                    .orElse(null);
            Optional.ofNullable(life)
                    .flatMap(AlertLife::last)
                    .filter(alert -> !told.equals(Optional.of(alert)))
                    .ifPresent(events::add);
        }
        return events;
    }

    private static @Nullable Reading reading(@Nullable Double value) {
        return value == null ? null : Reading.of(Map.of("pool", "1001"), value, "it is high");
    }

    private static AlertRule rule(boolean isOnce, Duration pending, Duration hold) {
        return new AlertRule("TooHigh", Alert.Severity.WARN, 0.2, 0.1, pending, hold, isOnce, snapshot -> List.of());
    }
}
