package io.github.tolokaconnect.benchmarks.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private final StringWriter out = new StringWriter();
    private final Comparison comparison = new Comparison(new PrintWriter(out));

    @Test
    void endsWithTheMediansAndTheMedianOfTheRatios() {
        comparison.add(measured("a", 100, 10), measured("b", 90, 10));
        comparison.add(measured("a", 200, 10), measured("b", 100, 10));
        comparison.add(measured("a", 80, 10), measured("b", 80, 10));

        comparison.end();

        assertThat(out.toString().lines().skip(1))
                .containsExactly(
                        "pair 1 a=100 tasks/s b=90 tasks/s ratio=0.900",
                        "pair 2 a=200 tasks/s b=100 tasks/s ratio=0.500",
                        "pair 3 a=80 tasks/s b=80 tasks/s ratio=1.000",
                        "min a=80 tasks/s b=80 tasks/s ratio=0.500",
                        "max a=200 tasks/s b=100 tasks/s ratio=1.000",
                        "processor a=10 tasks/CPU-s b=9 tasks/CPU-s ratio=0.900",
                        "delivery a=100 tasks/s b=90 tasks/s ratio=0.900");
    }

    @Test
    void showsAMeasurementThatDoesNotCount() {
        comparison.show("warm-up", measured("a", 50, 4));
        comparison.add(measured("a", 100, 10), measured("b", 90, 10));

        comparison.end();

        assertThat(out.toString())
                .contains("warm-up   a                    50     1.00                    1.00    1.00       2.00")
                .contains("delivery a=100 tasks/s b=90 tasks/s ratio=0.900");
    }

    /** A second with so many tasks and so much processor time, half of it the simulator's. */
    private static Measurement measured(String mode, long tasks, long processorSeconds) {
        var quarter = Duration.ofSeconds(processorSeconds).dividedBy(4);
        return new Measurement(
                mode, tasks, Duration.ofSeconds(1), new ProcessorTime(quarter, quarter, quarter.multipliedBy(2)));
    }
}
