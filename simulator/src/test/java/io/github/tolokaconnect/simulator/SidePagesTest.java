package io.github.tolokaconnect.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tolokaconnect.simulator.engine.OperationTime;
import io.github.tolokaconnect.simulator.fixture.Wire;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands beside the API: the clock, the state, the page. */
class SidePagesTest {
    private static final String TASK =
            "[{\"pool_id\":\"1001\",\"input_values\":{\"image\":\"https://example.com/1.jpg\"},\"overlap\":1}]";

    private final TolokaSimulator toloka = TolokaSimulator.builder()
            .drivenClock(Instant.parse("2026-03-01T12:00:00Z"))
            .operationTime(OperationTime.ofMillis(3_600_000, 3_600_000))
            .start();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        toloka.close();
    }

    @Test
    void aDrivenClockStandsStillUntilItIsAdvanced() throws Exception {
        JsonNode before = json(get("/_clock"));

        JsonNode advanced = json(post("/_clock", "{\"advance\":\"PT720H\"}"));

        assertThat(before.path("now").asText()).isEqualTo("2026-03-01T12:00:00.000");
        assertThat(before.path("mode").asText()).isEqualTo("driven");
        assertThat(advanced.path("now").asText()).isEqualTo("2026-03-31T12:00:00.000");
        assertThat(json(get("/_clock"))).isEqualTo(advanced);
    }

    @Test
    void whatIsDueHappensWhenTheClockAdvances() throws Exception {
        String id = json(post("/api/v1/tasks?async_mode=true", TASK)).path("id").asText();

        post("/_clock", "{\"advance\":\"PT1H\"}");

        JsonNode operation = json(get("/api/v1/operations/" + id));
        assertThat(operation.path("status").asText()).isEqualTo("SUCCESS");
        assertThat(operation.path("finished").asText()).isEqualTo("2026-03-01T13:00:00.000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no JSON",
                "[]",
                "{}",
                "{\"advance\":5}",
                "{\"advance\":\"1 hour\"}",
                "{\"advance\":\"-PT1S\"}",
                "{\"advance\":\"P40000D\"}",
                "{\"advance\":\"PT9223372036854775807S\"}"
            })
    void refusesToGoAnywhereButForward(String body) throws Exception {
        HttpResponse<String> response = post("/_clock", body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).path("code").asText()).isEqualTo("VALIDATION_ERROR");
        assertThat(json(get("/_clock")).path("now").asText()).isEqualTo("2026-03-01T12:00:00.000");
    }

    @Test
    void theStateShowsPoolsOperationsAndTheLatestRequests() throws Exception {
        String id = json(post("/api/v1/tasks?async_mode=true", TASK)).path("id").asText();
        get("/api/v1/pools/999");
        post("/_clock", "{\"advance\":\"PT1H\"}");

        JsonNode state = json(get("/_state"));

        assertThat(state.at("/audit/tasks").asInt()).isOne();
        assertThat(state.at("/pools/0/id").asText()).isEqualTo("1001");
        assertThat(state.at("/pools/0/tasks").asInt()).isOne();
        assertThat(state.at("/operations/0/id").asText()).isEqualTo(id);
        assertThat(state.at("/operations/0/status").asText()).isEqualTo("SUCCESS");
        assertThat(state.path("requests")).hasSize(2);
        assertThat(state.at("/requests/0/target").asText()).isEqualTo("/api/v1/pools/999");
        assertThat(state.at("/requests/0/status").asInt()).isEqualTo(404);
        assertThat(state.at("/requests/1/target").asText()).isEqualTo("/api/v1/tasks?async_mode=true");
    }

    @Test
    void theStateShowsNoMoreThanTheLatestHundredRequests() throws Exception {
        for (int request = 0; request < 101; request++) {
            get("/api/v1/pools/" + request);
        }

        JsonNode requests = json(get("/_state")).path("requests");

        assertThat(requests).hasSize(100);
        assertThat(requests.get(0).path("target").asText()).isEqualTo("/api/v1/pools/100");
        assertThat(requests.get(99).path("target").asText()).isEqualTo("/api/v1/pools/1");
    }

    @ParameterizedTest
    @CsvSource({"/, text/html", "/page.js, text/javascript", "/page.css, text/css"})
    void servesThePage(String path, String type) throws Exception {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElseThrow())
                .matches(type.replace("text/javascript", "(text|application)/javascript") + ".*");
    }

    @Test
    void thePageNeedsNothingFromElsewhere() throws Exception {
        for (String path : new String[] {"/", "/page.js", "/page.css"}) {
            assertThat(get(path).body()).doesNotContainPattern(Pattern.compile("https?://"));
        }
    }

    @ParameterizedTest
    @CsvSource({"POST, /, 401", "POST, /_state, 405", "PUT, /_clock, 405", "GET, /_nothing, 404", "PUT, /page.map, 401"
    })
    void answersInTheEnvelopeWhereThereIsNoPage(String method, String path, int status) throws Exception {
        HttpResponse<String> response =
                send(HttpRequest.newBuilder(uri(path)).method(method, HttpRequest.BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(json(response).path("code").asText()).isNotEmpty();
        assertThat(json(response).path("request_id").asText()).isNotEmpty();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(uri(path)).header("Authorization", "OAuth demo-token"));
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Authorization", "OAuth demo-token")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return toloka.url().resolve(path);
    }

    private static JsonNode json(HttpResponse<String> response) throws Exception {
        return Wire.JSON.readTree(response.body());
    }
}
