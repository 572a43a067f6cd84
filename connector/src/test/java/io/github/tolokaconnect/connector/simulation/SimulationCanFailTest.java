package io.github.tolokaconnect.connector.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A simulation that finds nothing proves nothing: without a part of what makes exactly once work, it finds what that part is for. */
class SimulationCanFailTest {
    private static final int MOST_SEEDS = 100;
    private static final int RECORDS = 20;

    @ParameterizedTest(name = "{0} breaks {1}")
    @CsvSource({
        "NO_FENCING, NO_TASK_TWICE",
        "NO_FENCING, NO_EVENT_TWICE",
        "READING_BEFORE_FENCING, NO_TASK_TWICE",
        "NO_JOURNAL, NO_TASK_TWICE",
        "IDS_OF_FIRST_OFFSETS, NO_RECORD_LOST",
        "OFFSETS_OF_POSITIONS, NO_RECORD_LOST",
        "EVENTS_OUTSIDE, NO_EVENT_TWICE"
    })
    void findsWhatBreaksWithout(Twist twist, Promise promise) {
        assertThat(firstViolation(twist, promise)).isPresent();
    }

    @Test
    void tellsTheShortestHistoryThatItFound() {
        var scenario = broken(Twist.NO_JOURNAL, Promise.NO_TASK_TWICE).orElseThrow();
        var violation = Simulation.run(scenario, History.unheard()).orElseThrow();

        var report = Report.of(scenario, violation);

        assertThat(report).contains("--seed " + scenario.seed(), "NO_TASK_TWICE: a second task of");
        assertThat(report.lines()).hasSizeLessThan(100);
    }

    private static Optional<Violation> firstViolation(Twist twist, Promise promise) {
        return broken(twist, promise).flatMap(scenario -> Simulation.run(scenario, History.unheard()));
    }

    private static Optional<Scenario> broken(Twist twist, Promise promise) {
        return LongStream.range(0, MOST_SEEDS)
                .mapToObj(seed -> Scenario.of(seed, RECORDS).twisted(twist, EnumSet.of(promise)))
                .filter(scenario -> Simulation.run(scenario, History.unheard()).isPresent())
                .findFirst();
    }
}
