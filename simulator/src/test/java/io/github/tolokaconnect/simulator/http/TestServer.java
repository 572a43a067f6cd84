package io.github.tolokaconnect.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.tolokaconnect.simulator.engine.Engine;
import io.github.tolokaconnect.simulator.engine.OperationTime;
import io.github.tolokaconnect.simulator.engine.Quotas;
import io.github.tolokaconnect.simulator.engine.Settings;
import io.github.tolokaconnect.simulator.fault.FaultPlan;
import io.github.tolokaconnect.simulator.request.CallReader;
import io.github.tolokaconnect.simulator.spill.SpillDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A server on a free port with the demo fixture, no quotas and a clock that stands, and what its answers must look like. */
final class TestServer implements AutoCloseable {
    static final ServerLimits LIMITS =
            new ServerLimits(64 << 20, 256L << 20, Duration.ofSeconds(30), Duration.ofSeconds(30));

    static final String TASK = "{\"pool_id\":\"1001\",\"input_values\":{\"image\":\"https://example.com/1.jpg\","
            + "\"title\":\"é\",\"model_score\":0.25},\"overlap\":1,\"known_solutions\":"
            + "[{\"output_values\":{\"result\":\"cat\"},\"correctness_weight\":0.5}],\"reserved_for\":[\"u\"]}";

    /** The documented codes of each status that is no success; 500 is not among them, since nothing may lead to one. */
    private static final Map<Integer, Set<String>> CODES = Map.of(
            400, Set.of("VALIDATION_ERROR"),
            401, Set.of("AUTHENTICATION_ERROR"),
            404, Set.of("DOES_NOT_EXIST", "NOT_FOUND"),
            405, Set.of("METHOD_NOT_ALLOWED"),
            406, Set.of("NOT_ACCEPTABLE"),
            409, Set.of("OPERATION_ALREADY_EXISTS", "EMPTY_POOL", "INVALID_OPERATION_TYPE"),
            413, Set.of("ENTITY_TOO_LARGE"),
            415, Set.of("UNSUPPORTED_MEDIA_TYPE"),
            503, Set.of("REMOTE_SERVICE_UNAVAILABLE"));

    // A client's, with the limits that it has by default.
    private static final JsonMapper JSON = new JsonMapper();

    private final SharedEngine engine;
    private final ApiServer server;

    private TestServer(ServerLimits limits) {
        Settings settings = Settings.DEFAULT.withQuotas(Quotas.NONE).withOperationTime(OperationTime.ofMillis(0, 0));
        Instant start = Instant.parse("2026-03-01T12:00:00Z");
        engine = new SharedEngine(
                new CallReader(settings.fixture(), settings.readings()),
                new Engine(settings, start, new SpillDirectory(Path.of(System.getProperty("java.io.tmpdir")))),
                new FaultPlan(settings.seed()),
                SimulationClock.driven(start));
        server = ApiServer.start(engine, "127.0.0.1", 0, limits);
    }

    static TestServer start() {
        return start(LIMITS);
    }

    static TestServer start(ServerLimits limits) {
        return new TestServer(limits);
    }

    int port() {
        return server.port();
    }

    long tasks() {
        return engine.audit().tasks();
    }

    /** A connection to the server. */
    RawClient client() throws IOException {
        return new RawClient(port());
    }

    /** Checks that a valid request is still answered right. */
    void checkHealth() throws IOException {
        try (RawClient client = client()) {
            client.send(request("GET", "/api/v1/pools/1001", ""));
            RawClient.Response response = client.read().orElseThrow();
            assertThat(response.status()).isEqualTo(200);
            assertThat(json(response.body()).path("id").asText()).isEqualTo("1001");
        }
    }

    /** Checks that an answer is a success, or the error envelope with a documented code. */
    static void check(RawClient.Response response, String description) {
        check(response.status(), response.headers().get("content-type"), response.body(), description);
    }

    static void check(int status, @Nullable String contentType, String body, String description) {
        if (status == 204) {
            assertThat(body).as(description).isEmpty();
            return;
        }
        assertThat(contentType).as("Content-Type after %s", description).isEqualTo("application/json");
        JsonNode json = json(body);
        if (status == 200 || status == 201 || status == 202) {
            assertThat(json.isContainerNode()).as(description).isTrue();
            return;
        }
        String shown = description + " was answered " + status + " " + json;
        assertThat(json.path("request_id").asText()).as(shown).hasSize(36);
        assertThat(json.path("message").asText()).as(shown).isNotBlank().doesNotContain("Exception");
        assertThat(CODES.getOrDefault(status, Set.of()))
                .as(shown)
                .contains(json.path("code").asText());
        assertThat(json.fieldNames()).toIterable().as(shown).isSubsetOf("request_id", "code", "message", "payload");
    }

    static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + body, e);
        }
    }

    /** The first lines of a request with a credential, each with its end; more may follow. */
    static String head(String method, String target) {
        return method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: OAuth demo-token\r\n";
    }

    /** A request with a credential, whose further headers each end in CR and LF. */
    static byte[] request(String method, String target, String headers) {
        return (head(method, target) + headers + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    /** The head of a request that creates tasks with a body of so many bytes. */
    static byte[] post(long length) {
        return request("POST", "/api/v1/tasks", "Content-Type: application/json\r\nContent-Length: " + length + "\r\n");
    }

    @Override
    public void close() {
        server.close();
        engine.close();
    }
}
