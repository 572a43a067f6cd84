package io.github.tolokaconnect.connector.metrics;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.client.ObservedTolokaApi;
import io.github.tolokaconnect.client.http.Connection;
import io.github.tolokaconnect.client.http.Credential;
import io.github.tolokaconnect.client.http.HttpTolokaApi;
import io.github.tolokaconnect.connector.ReferencePage;
import io.github.tolokaconnect.events.Stage;
import io.github.tolokaconnect.simulator.TolokaSimulator;
import io.github.tolokaconnect.simulator.engine.Quotas;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/reference/metrics.md}: every meter that a sink task has, once it has met everything that is measured. */
class MetricsReferenceTest {

    @Test
    void namesEveryMeterAndItsAttributes() throws IOException {
        try (var metrics = new SinkTaskMetrics()) {
            measureEverything(metrics);

            new ReferencePage("reference/metrics.md").isWhatTheCodeSays(part -> table(metrics));

            assertThat(metrics.registry().getMeters())
                    .allSatisfy(meter -> assertThat(meter.getId().getDescription())
                            .as(meter.getId().getName())
                            .isNotBlank());
        }
    }

    private static void measureEverything(SinkTaskMetrics metrics) {
        metrics.created("1001", 1);
        metrics.rejected("1001", "VALUE_REQUIRED", Stage.PLATFORM_VALIDATION, 1);
        metrics.latency(0L, Instant.EPOCH.plusSeconds(1));
        metrics.ended("1001", "SUCCESS", Duration.ofSeconds(1));
        metrics.adopted("1001");
        metrics.publishesTo("toloka.tasks-created");
        metrics.commits("COMMITTED").record(Duration.ofMillis(1));
        metrics.claims("CLAIMED").record(Duration.ofMillis(1));
        metrics.retried("TLK-301");
        callUntilThrottled(metrics);
    }

    /** Two requests within one second, of which the platform grants one. */
    private static void callUntilThrottled(SinkTaskMetrics metrics) {
        try (var toloka = TolokaSimulator.builder()
                        .quotas(new Quotas(1, 0, 0))
                        .clock(() -> Instant.EPOCH)
                        .start();
                var api = new ObservedTolokaApi(
                        HttpTolokaApi.connect(Connection.of(toloka.url(), new Credential.OAuth("demo-token"))),
                        metrics.registry())) {
            api.requester().join();
            api.requester().join();
        }
    }

    private static String table(SinkTaskMetrics metrics) {
        var meters = metrics.registry().getMeters().stream()
                .collect(groupingBy(meter -> meter.getId().getName(), TreeMap::new, toList()));
        var rows = meters.entrySet().stream()
                .map(entry -> row(entry.getKey(), entry.getValue()))
                .collect(joining());
        return "| Meter | Kind | Labels | Attributes | Meaning |\n| --- | --- | --- | --- | --- |\n" + rows;
    }

    private static String row(String name, List<Meter> meters) {
        var meter = meters.get(0);
        var labels = meter.getId().getTags().stream()
                .map(Tag::getKey)
                .map(label -> "`" + label + "`")
                .collect(joining(", "));
        var attributes = MeterBean.names(meter).stream()
                .sorted()
                .map(attribute -> "`" + attribute + "`")
                .collect(joining(", "));
        return "| `" + name + "` | " + meter.getId().getType().name().toLowerCase(Locale.ROOT) + " | "
                + (labels.isEmpty() ? "–" : labels) + " | " + attributes + " | "
                + meter.getId().getDescription() + ". |\n";
    }
}
