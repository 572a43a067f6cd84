package io.github.tolokaconnect.benchmarks.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class WindowTest {

    @Test
    void beginsWithTheFirstResultsAndEndsWithTheLast() {
        var window = Window.at(look(1, 0))
                .with(look(2, 0))
                .with(look(3, 10))
                .with(look(4, 10))
                .with(look(7, 20))
                .with(look(9, 20));

        assertThat(window).isEqualTo(new Window(look(3, 10), look(7, 20)));
        assertThat(window.elapsed()).isEqualTo(Duration.ofSeconds(4));
        assertThat(window.cpu().worker()).isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void isAnInstantWhileThereIsNothing() {
        var window = Window.at(look(1, 0)).with(look(5, 0));

        assertThat(window.elapsed()).isZero();
    }

    /** A look after some seconds, at two partitions, of which one grows; the worker uses two cores. */
    private static Window.Look look(long second, long offset) {
        var cpu = new ProcessorTime(Duration.ofSeconds(2 * second), Duration.ZERO, Duration.ZERO);
        return new Window.Look(
                Duration.ofSeconds(second).toNanos(),
                Map.of(new TopicPartition("created", 0), offset, new TopicPartition("created", 1), 0L),
                cpu);
    }
}
