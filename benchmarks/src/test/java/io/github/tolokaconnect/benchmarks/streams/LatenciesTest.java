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
                List.of());

        assertThat(latencies.quantile(0.5)).isEqualTo(Duration.ofMillis(100));
        assertThat(latencies.quantile(0.99)).isEqualTo(Duration.ofMillis(198));
        assertThat(latencies.quantile(1)).isEqualTo(Duration.ofMillis(200));
        assertThat(new Latencies(List.of(), List.of("/api/v1/overview:503")).quantile(0.99))
                .isZero();
    }
}
