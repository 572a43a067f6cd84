package io.github.tolokaconnect.streams.web;

import static io.github.tolokaconnect.streams.Fixtures.CATS;
import static io.github.tolokaconnect.streams.Fixtures.DOGS;
import static io.github.tolokaconnect.streams.Fixtures.NOON;
import static io.github.tolokaconnect.streams.Fixtures.at;
import static io.github.tolokaconnect.streams.Fixtures.rejected;
import static io.github.tolokaconnect.streams.Fixtures.succeeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.tolokaconnect.events.Alert;
import io.github.tolokaconnect.events.Status;
import io.github.tolokaconnect.streams.monitor.Operation;
import io.github.tolokaconnect.streams.stats.Metric;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebServerTest {

    private static final Operation RUNNING = Operation.of(at(0, CATS, Status.RUNNING));
    private static final Operation FINISHED =
            Operation.of(at(0, DOGS, Status.PLANNED)).with(succeeded(9, DOGS, 498));

    private final HttpClient client = HttpClient.newHttpClient();
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
    void listsOperationsWithTheTimeOfTheAnswer() throws Exception {
        known.operations.addAll(List.of(FINISHED, RUNNING));
        known.operations.set(1, Operation.of(at(-1, CATS, Status.RUNNING)));

        JsonNode list = json(get("/api/v1/operations"));

        assertThat(list.get("as_of").asText()).isEqualTo("2026-11-21T12:00:10.000Z");
        assertThat(list.at("/operations/0")).isEqualTo(new ObjectMapper().readTree("""
                        {"id": "0b6e7c7e-7f5e-5c4b-8f59-2d9d4d3c1a11", "state": "finished", "status": "SUCCESS",
                         "platform_status": null, "outcome": "PARTIAL", "attempt": 1, "resumed": false, "progress": null,
                         "connector": "toloka-sink", "pool": {"id": "1001", "alias": null},
                         "records": 500, "created": 498, "rejected": 2,
                         "began": "2026-11-21T12:00:00.000Z", "updated": "2026-11-21T12:00:09.000Z",
                         "age_ms": null, "took_ms": 8827, "offsets": ["labeling.tasks-3@128400-128899"], "error": null,
                         "reached": [{"status": "PLANNED", "at": "2026-11-21T12:00:00.000Z"},
                                     {"status": "SUCCESS", "at": "2026-11-21T12:00:09.000Z"}],
                         "timings_ms": {"ran": 6000, "end_to_end": 8827}}"""));
        assertThat(list.at("/operations/1/age_ms").asLong()).isEqualTo(11_000);
    }

    @Test
    void listsNoMoreThanAskedForAndOnlyThatState() throws Exception {
        known.operations.addAll(List.of(FINISHED, RUNNING));

        assertThat(instance.read("/api/v1/operations?state=in-flight")
                        .path("operations")
                        .findValuesAsText("state"))
                .containsExactly("in-flight");
        assertThat(instance.read("/api/v1/operations?limit=1").path("operations"))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/operations?state=lost, 'state is none of in-flight, stuck, failed, finished.'",
        "/api/v1/operations?limit=0, limit is not a whole number from 1 to 1000.",
        "/api/v1/operations?limit=all, limit is not a whole number from 1 to 1000.",
        "/api/v1/operations/42, The id is not a UUID."
    })
    void refusesWhatNoStateCouldAnswer(String path, String detail) throws Exception {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(json(response).get("detail").asText()).isEqualTo(detail);
        assertThat(json(response).get("status").asInt()).isEqualTo(400);
    }

    @Test
    void tellsWhyAnOperationWasRejected() throws Exception {
        known.operations.add(Operation.of(rejected(5, CATS)));

        JsonNode operation = json(get("/api/v1/operations/" + CATS));

        assertThat(operation.at("/state").asText()).isEqualTo("failed");
        assertThat(operation.at("/error/code").asText()).isEqualTo("TASKS_CREATION_DOES_NOT_FIT_QUOTA");
        assertThat(operation.at("/error/class").asText()).isEqualTo("CAPACITY");
    }

    @Test
    void answersNotFoundForAnUnknownOperation() throws Exception {
        HttpResponse<String> response = get("/api/v1/operations/" + DOGS);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(json(response).get("detail").asText()).contains(DOGS.toString());
    }

    @Test
    void saysHealthWithItsReason() throws Exception {
        HttpResponse<String> ready = get("/health/ready");
        known.ready = new Health.Condition(false, "Being restored: 1,200 records are left.");
        HttpResponse<String> restoring = get("/health/ready");

        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(restoring.statusCode()).isEqualTo(503);
        assertThat(json(restoring))
                .hasToString("{\"status\":\"DOWN\",\"reason\":\"Being restored: 1,200 records are left.\"}");
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/health/started").statusCode()).isEqualTo(200);
    }

    @Test
    void sendsAnEventForEachChange() throws Exception {
        HttpResponse<InputStream> events =
                client.send(instance.request("/events").build(), BodyHandlers.ofInputStream());

        assertThat(events.headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(events.body(), StandardCharsets.UTF_8))) {
            assertThat(nextEvent(lines)).contains("event:listening");
            instance.feed.operationChanged(FINISHED);

            List<String> event = nextEvent(lines);
            assertThat(event).contains("event:operation");
            assertThat(event)
                    .anySatisfy(line -> assertThat(line)
                            .startsWith("data:{\"id\":\"" + DOGS)
                            .contains("\"status\":\"SUCCESS\""));
        }
    }

    @Test
    void tellsNumbersAndAlertsThatHaveChanged() throws Exception {
        HttpResponse<InputStream> events =
                client.send(instance.request("/events").build(), BodyHandlers.ofInputStream());

        try (BufferedReader lines = new BufferedReader(new InputStreamReader(events.body(), StandardCharsets.UTF_8))) {
            assertThat(nextEvent(lines)).contains("event:listening");
            // The first numbers come in any case, and after the alerts were looked at.
            assertThat(nextEvent(lines)).contains("event:stats");
            known.stats.count(Metric.TASKS_CREATED, NOON, 7, "toloka-sink", "1001");
            known.alerts.add(Cases.alert("1001", Alert.State.FIRING, 1));
            known.now = known.now.plusSeconds(2);

            List<String> first = nextEvent(lines);
            List<String> second = nextEvent(lines);

            assertThat(first.toString() + second)
                    .contains("event:stats", "\"created\":7", "event:alert", "\"rule\":\"ValidationErrorRatio\"");
            assertThat(ApiDocument.violations("#/components/schemas/Overview", body("stats", first, second)))
                    .isEmpty();
            assertThat(ApiDocument.violations("#/components/schemas/Alert", body("alert", first, second)))
                    .isEmpty();
        }
    }

    private static String body(String event, List<String> first, List<String> second) {
        return (first.contains("event:" + event) ? first : second)
                .stream()
                        .filter(line -> line.startsWith("data:"))
                        .findFirst()
                        .orElseThrow()
                        .substring("data:".length());
    }

    /** The lines of the next event, without comments that keep the connection alive. */
    private static List<String> nextEvent(BufferedReader lines) throws IOException {
        List<String> event = new ArrayList<>();
        for (String line = lines.readLine();
                line != null && !(line.isEmpty() && !event.isEmpty());
                line = lines.readLine()) {
            if (!line.isEmpty() && !line.startsWith(":")) {
                event.add(line);
            }
        }
        return event;
    }

    @ParameterizedTest
    @CsvSource({"/, text/html", "/main.js, application/javascript", "/base.css, text/css", "/favicon.svg, image/svg+xml"
    })
    void servesThePageFromItself(String path, String type) throws Exception {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type"))
                .hasValueSatisfying(actual -> assertThat(actual).startsWith(type));
        assertThat(response.headers().firstValue("content-security-policy"))
                .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'self'"));
        assertThat(response.body()).doesNotContain("src=\"http").doesNotContain("href=\"http");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/api/v2/operations",
                "/WebServer.class",
                "/../WebServer.class",
                "/%2e%2e/WebServer.class"
            })
    void answersNotFoundOutsideItsPaths(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void saysWhichMethodsAPathKnows() throws Exception {
        HttpResponse<String> response = instance.unchecked(
                instance.changing("POST", "/api/v1/routes/cats", "{}").build());

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("allow")).contains("GET, PUT, DELETE");
    }

    @Test
    void handsOutMetricsAsTheyCome() throws Exception {
        HttpResponse<String> response = instance.get("/metrics");

        assertThat(response.body()).isEqualTo("labeling_decisions_total 3\n");
        assertThat(response.headers().firstValue("content-type")).contains("text/plain; version=0.0.4; charset=utf-8");
    }

    @Test
    void describesItself() throws Exception {
        assertThat(instance.read("/api/v1/openapi.json")).isEqualTo(ApiDocument.json());
    }

    @Test
    void saysWhichAddressIsTaken() {
        InetSocketAddress taken = new InetSocketAddress(
                InetAddress.getLoopbackAddress(), instance.url().getPort());

        assertThatThrownBy(() -> WebServer.start(taken, known.answers(), new EventFeed(known.clock())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot listen on " + taken.getHostString() + ":" + taken.getPort())
                .hasMessageContaining("http.port");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return path.startsWith("/api/v1") || path.startsWith("/health")
                ? instance.get(path)
                : instance.unchecked(instance.request(path).build());
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        return new ObjectMapper().readTree(response.body());
    }
}
