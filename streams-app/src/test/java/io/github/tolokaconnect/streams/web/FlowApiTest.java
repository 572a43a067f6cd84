package io.github.tolokaconnect.streams.web;

import static io.github.tolokaconnect.streams.Fixtures.CATS;
import static io.github.tolokaconnect.streams.Fixtures.DOGS;
import static io.github.tolokaconnect.streams.Fixtures.NOON;
import static io.github.tolokaconnect.streams.Fixtures.at;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tolokaconnect.events.Alert;
import io.github.tolokaconnect.events.Status;
import io.github.tolokaconnect.streams.monitor.Operation;
import io.github.tolokaconnect.streams.stats.Metric;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlowApiTest {

    private final Known known = new Known();
    private Instance instance;

    @BeforeEach
    void start() throws IOException {
        instance = Instance.of(known);
    }

    @AfterEach
    void stop() {
        instance.close();
    }

    @Test
    void followsPredictionsToLabels() throws Exception {
        known.stats.count(Metric.DECISIONS, NOON, 61, "cats", "SELECTED", "RULE");
        known.stats.count(Metric.DECISIONS, NOON, 130, "cats", "SKIPPED", "CONFIDENT");
        known.stats.count(Metric.DECISIONS, NOON, 8, "cats", "SKIPPED", "DUPLICATE");
        known.stats.count(Metric.DECISIONS, NOON, 1, "dogs", "INVALID", "NO_POOL");
        known.stats.count(Metric.TASKS_CREATED, NOON, 58, "toloka-sink", "1001");
        known.stats.count(Metric.TASKS_REJECTED, NOON, 3, "toloka-sink", "1001", "VALUE_REQUIRED", "MAPPING");
        known.stats.count(Metric.LABELS, NOON, 30, "1001", "catdog", "7", "true");
        known.stats.count(Metric.LABELS, NOON, 10, "1001", "catdog", "7", "false");
        known.stats.count(Metric.LABELS, NOON, 2, "1001", "", "", "");
        known.stats.count(Metric.QUARANTINE, NOON, 3, "DATA");
        known.stats.count(Metric.QUARANTINE, NOON, -1, "DATA");

        JsonNode flow = instance.read("/api/v1/overview").path("flow");

        assertThat(flow.path("decided").asInt()).isEqualTo(200);
        assertThat(flow.path("selected").asInt()).isEqualTo(61);
        assertThat(flow.path("skipped").asInt()).isEqualTo(138);
        assertThat(flow.path("invalid").asInt()).isEqualTo(1);
        assertThat(flow.path("reasons").toString())
                .isEqualTo("[{\"name\":\"CONFIDENT\",\"count\":130},{\"name\":\"DUPLICATE\",\"count\":8},"
                        + "{\"name\":\"NO_POOL\",\"count\":1}]");
        assertThat(flow.path("created").asInt()).isEqualTo(58);
        assertThat(flow.path("rejected").asInt()).isEqualTo(3);
        assertThat(flow.path("labels").asInt()).isEqualTo(42);
        assertThat(flow.path("agreement").asDouble()).isEqualTo(0.75);
        assertThat(flow.path("quarantined").asInt()).isEqualTo(2);
    }

    @Test
    void countsOperationsByState() throws Exception {
        known.operations.add(Operation.of(at(4, CATS, Status.RUNNING)));
        known.operations.add(Operation.of(at(0, DOGS, Status.STUCK)));
        known.stats.count(Metric.OPERATIONS, NOON, 5, "toloka-sink", "1001", "SUCCESS", "ALL");
        known.stats.count(Metric.OPERATIONS, NOON, 1, "toloka-sink", "1001", "SUCCESS", "NONE");
        known.stats.count(Metric.OPERATIONS, NOON, 2, "toloka-sink", "1001", "REJECTED", "NONE");

        JsonNode overview = instance.read("/api/v1/overview");

        assertThat(overview.path("operations").toString())
                .isEqualTo("{\"total\":10,\"in_flight\":1,\"stuck\":1,\"failed\":3,\"finished\":5,"
                        + "\"by_status\":{\"REJECTED\":2,\"SUCCESS\":6}}");
        assertThat(overview.path("oldest_in_flight").path("operation_id").asText())
                .isEqualTo(DOGS.toString());
        assertThat(overview.path("oldest_in_flight").path("age_ms").asInt()).isEqualTo(10_000);
    }

    @Test
    void saysHowManyAlertsFireAndTheWorst() throws Exception {
        known.alerts.add(Cases.alert("1001", Alert.State.FIRING, 1));
        known.alerts.add(Cases.alert("1002", Alert.State.RESOLVED, 2));

        assertThat(instance.read("/api/v1/overview").path("alerts").toString())
                .isEqualTo("{\"count\":1,\"worst\":\"WARN\"}");
    }

    @Test
    void isMadeOnceASecondHoweverManyAsk() throws Exception {
        instance.read("/api/v1/overview");
        int reads = known.stats.reads;
        instance.read("/api/v1/overview");
        assertThat(known.stats.reads).isEqualTo(reads);

        known.now = known.now.plusSeconds(1);
        instance.read("/api/v1/overview");

        assertThat(known.stats.reads).isGreaterThan(reads);
    }

    @Test
    void keepsTheLastNumbersAndSaysSinceWhen() throws Exception {
        known.stats.count(Metric.TASKS_CREATED, NOON, 58, "toloka-sink", "1001");
        instance.read("/api/v1/overview");
        known.restoring = "Being restored.";
        known.now = known.now.plusSeconds(30);

        JsonNode overview = instance.read("/api/v1/overview");

        assertThat(overview.path("flow").path("created").asInt()).isEqualTo(58);
        assertThat(overview.path("stale").findValuesAsText("source")).contains("numbers", "operations");
        assertThat(overview.path("stale").path(0).toString())
                .isEqualTo(
                        "{\"source\":\"numbers\",\"since\":\"2026-11-21T12:00:10.000Z\",\"reason\":\"TLK-808 Being restored.\"}");
    }

    @Test
    void asksToComeBackWhileNothingIsKnownYet() throws Exception {
        known.restoring = "Being restored.";

        var response = instance.get("/api/v1/overview");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("retry-after")).contains("2");
        assertThat(Instance.json(response).path("detail").asText()).isEqualTo("TLK-808 Being restored.");
    }

    @Test
    void countsByMinuteWithoutGaps() throws Exception {
        known.stats.count(Metric.DECISIONS, NOON.minusSeconds(120), 10, "cats", "SKIPPED", "CONFIDENT");
        known.stats.count(Metric.DECISIONS, NOON.minusSeconds(120), 4, "cats", "SELECTED", "RULE");
        known.stats.count(Metric.TASKS_CREATED, NOON, 4, "toloka-sink", "1001");

        JsonNode series = instance.read("/api/v1/series?from=2026-11-21T11:57:30Z&to=2026-11-21T12:00:01%2B00:00");

        assertThat(series.path("from").asText()).isEqualTo("2026-11-21T11:57:00.000Z");
        assertThat(series.path("to").asText()).isEqualTo("2026-11-21T12:01:00.000Z");
        assertThat(series.path("points").findValuesAsText("decided")).containsExactly("0", "14", "0", "0");
        assertThat(series.path("points").findValuesAsText("selected")).containsExactly("0", "4", "0", "0");
        assertThat(series.path("points").findValuesAsText("created")).containsExactly("0", "0", "0", "4");
    }

    @Test
    void showsTheLastHourByDefault() throws Exception {
        JsonNode points = instance.read("/api/v1/series").path("points");

        assertThat(points).hasSize(60);
        assertThat(points.path(59).path("at").asText()).isEqualTo("2026-11-21T12:00:00.000Z");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/series?window=1d, window, 'window is none of 1m, 1h.'",
        "/api/v1/series?from=yesterday, from, from is not a time such as 2026-11-21T10:15:00Z.",
        "/api/v1/series?from=2026-11-21T12:00:00Z&to=2026-11-21T11:00:00Z, from, from is not before to.",
        "/api/v1/series?from=2026-11-01T12:00:00Z, from, 'From from to to there are more than 1440 windows of 1m.'",
        "/api/v1/latency?by=hope, by, 'by is none of pool, phase.'"
    })
    void refusesWhatCannotBeAnswered(String path, String field, String detail) throws Exception {
        var response = instance.get(path);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(Instance.json(response).path("field").asText()).isEqualTo(field);
        assertThat(Instance.json(response).path("detail").asText()).isEqualTo(detail);
    }

    @Test
    void saysWhereTheTimeWent() throws Exception {
        known.stats.time(Metric.RECORD_LATENCY, NOON, 90, 2.5, "toloka-sink", "1001");
        known.stats.time(Metric.RECORD_LATENCY, NOON, 10, 30.0, "toloka-sink", "1001");
        known.stats.time(Metric.LABEL_LATENCY, NOON, 1, 600.0, "1002");
        known.stats.time(Metric.OPERATION_DURATION, NOON, 4, 5.0, "toloka-sink", "run");

        JsonNode pools = instance.read("/api/v1/latency?window=1h").path("latencies");
        JsonNode phases = instance.read("/api/v1/latency?by=phase").path("latencies");

        assertThat(pools.findValuesAsText("name")).containsExactly("1001", "1002");
        assertThat(pools.path(0).path("record_to_task").toString())
                .isEqualTo("{\"count\":100,\"p50\":2500,\"p95\":30000,\"p99\":30000}");
        assertThat(pools.path(0).path("task_to_label").isNull()).isTrue();
        assertThat(phases.path(0).path("name").asText()).isEqualTo("run");
        assertThat(phases.path(0).path("phase").path("p50").asInt()).isEqualTo(5_000);
    }

    @Test
    void ranksReasonsOfRefusals() throws Exception {
        UUID sample = new UUID(7, 7);
        known.stats.sample(Metric.ERRORS, NOON, 3, sample, "VALUE_REQUIRED", "input_values.image", "1001");
        known.stats.count(Metric.ERRORS, NOON, 9, "VALUE_REQUIRED", "input_values.image", "1002");
        known.stats.count(Metric.ERRORS, NOON, 4, "INVALID_URL_SYNTAX", "", "1001");
        known.stats.count(Metric.ERRORS, NOON.minusSeconds(90_000), 50, "OLD", "", "1001");

        JsonNode top = instance.read("/api/v1/errors/top");

        assertThat(top.path("total").asInt()).isEqualTo(16);
        assertThat(top.path("errors").findValuesAsText("code")).containsExactly("VALUE_REQUIRED", "INVALID_URL_SYNTAX");
        assertThat(top.path("errors").path(0).path("count").asInt()).isEqualTo(12);
        assertThat(top.path("errors").path(0).path("pools").path(0).path("name").asText())
                .isEqualTo("1002");
        assertThat(top.path("errors").path(0).path("samples").path(0).asText()).isEqualTo(sample.toString());
        assertThat(instance.read("/api/v1/errors/top?window=7d&limit=1")
                        .path("errors")
                        .findValuesAsText("code"))
                .containsExactly("OLD");
    }
}
