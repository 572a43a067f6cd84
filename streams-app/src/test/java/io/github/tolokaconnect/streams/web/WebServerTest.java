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
import io.github.tolokaconnect.events.Status;
import io.github.tolokaconnect.streams.intake.StateUnavailableException;
import io.github.tolokaconnect.streams.monitor.Operation;
import io.github.tolokaconnect.streams.monitor.OperationQueries;
import io.github.tolokaconnect.streams.monitor.OperationState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
    private final KnownOperations known = new KnownOperations();
    private final EventFeed feed = new EventFeed(InstantSource.fixed(NOON.plusSeconds(10)));
    private boolean isReady = true;
    private WebServer server;

    @BeforeEach
    void start() throws IOException {
        server = WebServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                known,
                new SwitchedHealth(),
                feed,
                InstantSource.fixed(NOON.plusSeconds(10)));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void listsOperationsWithTheTimeOfTheAnswer() throws Exception {
        known.operations = List.of(FINISHED, RUNNING);

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
        assertThat(list.at("/operations/1/age_ms").asLong()).isEqualTo(10_000);
    }

    @Test
    void asksForTheStateAndTheLimitOfTheQuery() throws Exception {
        get("/api/v1/operations?state=in-flight&limit=7");

        assertThat(known.asked).isEqualTo("IN_FLIGHT 7");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/operations?state=lost, 'state is none of in-flight, stuck, failed, finished.'",
        "/api/v1/operations?limit=0, limit is not a whole number from 1 to 1000.",
        "/api/v1/operations?limit=all, limit is not a whole number from 1 to 1000.",
        "/api/v1/operations/42, The operation's id is not a UUID."
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
        known.operations = List.of(Operation.of(rejected(5, CATS)));

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
    void asksToComeBackWhileStateIsRestored() throws Exception {
        known.isRestoring = true;

        HttpResponse<String> response = get("/api/v1/operations");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("retry-after")).contains("2");
        assertThat(json(response).get("detail").asText()).isEqualTo("Being restored.");
    }

    @Test
    void saysHealthWithItsReason() throws Exception {
        HttpResponse<String> ready = get("/health/ready");
        isReady = false;
        HttpResponse<String> restoring = get("/health/ready");

        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(restoring.statusCode()).isEqualTo(503);
        assertThat(json(restoring)).hasToString("{\"status\":\"DOWN\",\"reason\":\"Being restored.\"}");
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/health/started").statusCode()).isEqualTo(200);
    }

    @Test
    void sendsAnEventForEachChange() throws Exception {
        HttpResponse<InputStream> events = client.send(request("/events").build(), BodyHandlers.ofInputStream());

        assertThat(events.headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(events.body(), StandardCharsets.UTF_8))) {
            assertThat(nextEvent(lines)).contains("event:listening");
            feed.operationChanged(FINISHED);

            List<String> event = nextEvent(lines);
            assertThat(event).contains("event:operation");
            assertThat(event)
                    .anySatisfy(line -> assertThat(line)
                            .startsWith("data:{\"id\":\"" + DOGS)
                            .contains("\"status\":\"SUCCESS\""));
        }
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
    @CsvSource({"/, text/html", "/page.js, application/javascript", "/page.css, text/css", "/favicon.svg, image/svg+xml"
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
    void isReadOnly() throws Exception {
        HttpResponse<String> response = client.send(
                request("/api/v1/operations")
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))
                        .build(),
                BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(405);
    }

    @Test
    void saysWhichAddressIsTaken() {
        InetSocketAddress taken = new InetSocketAddress(
                InetAddress.getLoopbackAddress(), server.url().getPort());

        assertThatThrownBy(() -> WebServer.start(taken, known, new SwitchedHealth(), feed, InstantSource.fixed(NOON)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot listen on " + taken.getHostString() + ":" + taken.getPort())
                .hasMessageContaining("http.port");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.url() + path)).timeout(Duration.ofSeconds(20));
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        return new ObjectMapper().readTree(response.body());
    }

    private final class SwitchedHealth implements Health {

        @Override
        public Condition live() {
            return new Condition(true, "Runs.");
        }

        @Override
        public Condition ready() {
            return isReady ? new Condition(true, "Runs.") : new Condition(false, "Being restored.");
        }

        @Override
        public Condition started() {
            return new Condition(true, "Ran.");
        }
    }

    private static final class KnownOperations implements OperationQueries {

        private List<Operation> operations = List.of();
        private String asked = "";
        private boolean isRestoring;

        @Override
        public List<Operation> newest(@Nullable OperationState state, int limit) {
            if (isRestoring) {
                throw new StateUnavailableException("Being restored.");
            }
            asked = state + " " + limit;
            return operations;
        }

        @Override
        public Optional<Operation> operation(UUID id) {
            return operations.stream()
                    .filter(operation -> operation.id().equals(id))
                    .findFirst();
        }
    }
}
