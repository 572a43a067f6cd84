package io.github.tolokaconnect.benchmarks.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    @Test
    void haveTheTimeThatAShareOfTheAnswersDidNotExceed() {
        var latencies = new Latencies(
                IntStream.rangeClosed(1, 200)
                        .mapToObj(n -> Duration.ofMillis(201 - n))
                        .toList(),
                0);

        assertThat(latencies.quantile(0.5)).isEqualTo(Duration.ofMillis(100));
        assertThat(latencies.quantile(0.99)).isEqualTo(Duration.ofMillis(198));
        assertThat(latencies.quantile(1)).isEqualTo(Duration.ofMillis(200));
        assertThat(new Latencies(List.of(), 3).quantile(0.99)).isZero();
    }
}
