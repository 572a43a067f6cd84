package io.github.tolokaconnect.streams.web;

import static io.github.tolokaconnect.streams.Fixtures.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tolokaconnect.streams.control.Audit;
import io.github.tolokaconnect.streams.stats.Metric;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesApiTest {

    private static final String PAUSE = "/api/v1/routes/cats/pause";

    private final Known known = new Known();
    private Instance instance;

    @BeforeEach
    void start() throws IOException {
        known.put("route/cats", Cases.ROUTE);
        known.put("pool/cats-main", "{\"pool_id\":\"1001\"}");
        instance = Instance.of(known);
    }

    @AfterEach
    void stop() {
        instance.close();
    }

    @Test
    void listsRoutesWithWhatTheyDecided() throws Exception {
        known.stats.count(Metric.DECISIONS, NOON, 9, "cats", "SKIPPED", "CONFIDENT");
        known.stats.count(Metric.DECISIONS, NOON, 4, "cats", "SELECTED", "RULE");
        known.put("route/dogs", "{\"pool\":\"@nowhere\",\"enabled\":false}");

        JsonNode routes = instance.read("/api/v1/routes").path("routes");

        assertThat(routes.path(0).path("pool_id").asText()).isEqualTo("1001");
        assertThat(routes.path(0).path("decided").asInt()).isEqualTo(13);
        assertThat(routes.path(0).path("selected").asInt()).isEqualTo(4);
        assertThat(routes.path(1).path("enabled").asBoolean()).isFalse();
        assertThat(routes.path(1).path("problem").asText()).contains("@nowhere");
        assertThat(instance.read("/api/v1/routes/cats")
                        .path("document")
                        .path("priority")
                        .asInt())
                .isEqualTo(10);
        assertThat(instance.get("/api/v1/routes/birds").statusCode()).isEqualTo(404);
    }

    @Test
    void pausesAndResumesARouteAndSaysWhoDidIt() throws Exception {
        HttpResponse<String> paused = instance.change("POST", PAUSE, "{\"reason\":\"too many\"}");
        assertThat(paused.statusCode()).isEqualTo(200);
        assertThat(known.documents
                        .get("route/cats")
                        .json()
                        .toNode()
                        .path("enabled")
                        .asBoolean(true))
                .isFalse();

        instance.change("POST", "/api/v1/routes/cats/resume", "");

        assertThat(known.documents
                        .get("route/cats")
                        .json()
                        .toNode()
                        .path("enabled")
                        .asBoolean())
                .isTrue();
        assertThat(known.documents
                        .get("route/cats")
                        .json()
                        .toNode()
                        .path("priority")
                        .asInt())
                .isEqualTo(10);
        assertThat(known.audits)
                .containsExactly(
                        new Audit("route.pause", "route/cats", "olu", "127.0.0.1", "too many"),
                        new Audit("route.resume", "route/cats", "olu", "127.0.0.1", null));
    }

    @Test
    void writesAndRemovesARoute() throws Exception {
        HttpResponse<String> written =
                instance.change("PUT", "/api/v1/routes/dogs", "{\"pool\":\"1002\",\"reason\":\"new\"}");

        assertThat(written.statusCode()).isEqualTo(200);
        assertThat(known.documents.get("route/dogs").json().toNode())
                .hasToString("{\"pool\":\"1002\",\"route\":\"dogs\"}");

        assertThat(instance.change("DELETE", "/api/v1/routes/dogs", "").statusCode())
                .isEqualTo(204);
        assertThat(known.documents).doesNotContainKey("route/dogs");
        assertThat(instance.change("DELETE", "/api/v1/routes/dogs", "").statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT | /api/v1/routes/dogs | {\"select\":{}} | 422 | /pool",
                "PUT | /api/v1/routes/dogs | {\"route\":\"cats\",\"pool\":\"1\"} | 422 | route",
                "PUT | /api/v1/routes/do%20gs | {\"pool\":\"1\"} | 400 | route",
                "PUT | /api/v1/routes/dogs | [] | 400 | body",
                "PUT | /api/v1/routes/dogs | {\"pool\":1,\"pool\":2} | 400 | body",
                "PUT | /api/v1/routes/dogs | {\"pool\":1} {} | 400 | body",
                "PUT | /api/v1/routes/dogs | {\"pool\":\"1\",\"reason\":7} | 422 | reason",
                "PUT | /api/v1/aliases/main | {\"pool_id\":1001} | 422 | /pool_id",
                "PUT | /api/v1/aliases/main | {} | 422 | /pool_id",
                "PUT | /api/v1/aliases/-main | {\"pool_id\":\"1001\"} | 400 | alias"
            })
    void refusesDocumentsThatCannotBeUsed(String method, String path, String body, int status, String field)
            throws Exception {
        HttpResponse<String> response = instance.change(method, path, body);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(Instance.json(response).path("field").asText()).isEqualTo(field);
        assertThat(known.audits).isEmpty();
    }

    @Test
    void swapsThePoolOfAnAlias() throws Exception {
        HttpResponse<String> swapped =
                instance.change("PUT", "/api/v1/aliases/cats-main", "{\"pool_id\":\"1003\",\"reason\":\"cloned\"}");

        assertThat(swapped.statusCode()).isEqualTo(200);
        JsonNode alias = instance.read("/api/v1/aliases").path("aliases").path(0);
        assertThat(alias.path("pool_id").asText()).isEqualTo("1003");
        assertThat(alias.path("routes").path(0).asText()).isEqualTo("cats");
        assertThat(known.audits)
                .containsExactly(new Audit("alias.put", "pool/cats-main", "olu", "127.0.0.1", "cloned"));
    }

    @Test
    void removesAnAliasThatNoRouteUses() throws Exception {
        known.put("pool/old", "{\"pool_id\":\"7\"}");

        assertThat(instance.change("DELETE", "/api/v1/aliases/old", "").statusCode())
                .isEqualTo(204);
        assertThat(instance.change("DELETE", "/api/v1/aliases/old", "").statusCode())
                .isEqualTo(404);
        HttpResponse<String> used = instance.change("DELETE", "/api/v1/aliases/cats-main", "");
        assertThat(used.statusCode()).isEqualTo(409);
        assertThat(Instance.json(used).path("detail").asText()).contains("cats");
        assertThat(known.documents).containsKey("pool/cats-main").doesNotContainKey("pool/old");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Bearer wrong", "Basic b2x1OmNvcnJlY3Q=", "Bearer ", "Bearer canary horse battery stapl"})
    void changesNothingWithoutAKnownToken(String authorization) throws Exception {
        HttpRequest.Builder request = instance.request(PAUSE).POST(HttpRequest.BodyPublishers.noBody());

        HttpResponse<String> response = instance.checked(
                (authorization.isEmpty() ? request : request.header("Authorization", authorization)).build());

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("www-authenticate"))
                .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Bearer"));
        assertThat(known.audits).isEmpty();
    }

    @Test
    void saysHowChangesAreSwitchedOn() throws Exception {
        known.tokens = Map.of();
        try (Instance closed = Instance.of(known)) {
            HttpResponse<String> response = closed.change("POST", PAUSE, "");

            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(Instance.json(response).path("detail").asText()).contains("http.token", "http.tokens.file");
        }
    }

    @Test
    void takesOnlyJsonOfAMebibyte() throws Exception {
        HttpResponse<String> form = instance.checked(instance.request("/api/v1/routes/dogs")
                .header("Authorization", "Bearer " + Known.TOKEN)
                .header("Content-Type", "text/plain")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"pool\":\"1\"}"))
                .build());
        HttpResponse<String> large = instance.change(
                "PUT", "/api/v1/routes/dogs", "{\"pool\":\"" + "x".repeat(Asked.MAX_BODY_BYTES) + "\"}");

        assertThat(form.statusCode()).isEqualTo(415);
        assertThat(large.statusCode()).isEqualTo(413);
    }

    @Test
    void saysThatAChangeIsNotConfirmed() throws Exception {
        known.restoring = "No broker.";

        HttpResponse<String> response = instance.change("POST", PAUSE, "");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(Instance.json(response).path("detail").asText()).contains("route/cats");
    }
}
