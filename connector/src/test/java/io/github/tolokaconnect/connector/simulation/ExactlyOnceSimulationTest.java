package io.github.tolokaconnect.connector.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ExactlyOnceSimulationTest {
    private static final int SEEDS = 200;
    private static final int RECORDS = 20;

    @Test
    void keepsEveryPromiseWhateverGoesWrong() {
        LongStream.range(0, SEEDS).mapToObj(seed -> Scenario.of(seed, RECORDS)).forEach(scenario -> {
            var violation = Simulation.run(scenario, History.unheard());
            violation.ifPresent(broken -> {
                throw new AssertionError(Report.of(scenario, broken), broken);
            });
        });
    }

    @Test
    void takesTheSameCourseWheneverItIsTheSameSeed() {
        var once = History.kept();
        var again = History.kept();

        Simulation.run(Scenario.of(17, RECORDS), once);
        Simulation.run(Scenario.of(17, RECORDS), again);

        assertThat(again.lines()).hasSizeGreaterThan(100).isEqualTo(once.lines());
    }
}
