package io.github.tolokaconnect.connector.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.internals.PluginMetricsImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PluginMetersTest {
    private final Metrics worker = new Metrics();
    private final PluginMetricsImpl ofSinkTask =
            new PluginMetricsImpl(worker, Map.of("connector", "cats", "task", "0"));
    private final MeterRegistry registry = new SimpleMeterRegistry();

    @AfterEach
    void close() {
        worker.close();
        registry.close();
    }

    @Test
    void showMetersThatAreThereAndThoseThatCome() {
        registry.counter("toloka.tasks.created", "pool", "1001").increment(5);
        var meters = PluginMeters.of(registry, ofSinkTask);

        registry.timer("toloka.claims", "outcome", "CLAIMED").record(Duration.ofMillis(250));
        registry.counter("toloka.tasks.created", "pool", "1001").increment();

        assertThat(shown())
                .containsOnly(
                        Map.entry("toloka-tasks-created-total {connector=cats, pool=1001, task=0}", 6.0),
                        Map.entry("toloka-claims-count {connector=cats, outcome=CLAIMED, task=0}", 1.0),
                        Map.entry("toloka-claims-seconds-total {connector=cats, outcome=CLAIMED, task=0}", 0.25),
                        Map.entry("toloka-claims-seconds-max {connector=cats, outcome=CLAIMED, task=0}", 0.25));
        meters.close();
    }

    @Test
    void leaveNothingBehind() {
        registry.counter("toloka.tasks.created", "pool", "1001").increment();
        var meters = PluginMeters.of(registry, ofSinkTask);

        meters.close();
        registry.counter("toloka.tasks.created", "pool", "1002").increment();

        assertThat(shown()).isEmpty();
    }

    @Test
    void doNotMindAWorkerThatWasFirst() throws IOException {
        registry.counter("toloka.tasks.created", "pool", "1001").increment();
        var meters = PluginMeters.of(registry, ofSinkTask);
        ofSinkTask.close();

        registry.counter("toloka.tasks.created", "pool", "1002").increment();
        meters.close();

        assertThat(shown()).isEmpty();
    }

    @Test
    void aSecondSinkTaskOfTheSameNameHarmsNobody() {
        registry.counter("toloka.tasks.created", "pool", "1001").increment();
        var first = PluginMeters.of(registry, ofSinkTask);
        var twin = new PluginMetricsImpl(worker, Map.of("connector", "cats", "task", "0"));

        PluginMeters.of(registry, twin).close();

        assertThat(shown()).hasSize(1);
        first.close();
    }

    private Map<String, Double> shown() {
        return worker.metrics().entrySet().stream()
                .filter(entry -> entry.getKey().group().equals("plugins"))
                .collect(Collectors.toMap(
                        entry -> entry.getKey().name() + " "
                                + new java.util.TreeMap<>(entry.getKey().tags()),
                        entry -> (Double) entry.getValue().metricValue()));
    }
}
