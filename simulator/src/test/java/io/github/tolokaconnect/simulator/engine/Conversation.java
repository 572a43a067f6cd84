package io.github.tolokaconnect.simulator.engine;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.tolokaconnect.simulator.fixture.Fixture;
import io.github.tolokaconnect.simulator.fixture.Wire;
import io.github.tolokaconnect.simulator.request.ApiRequest;
import io.github.tolokaconnect.simulator.request.CallReader;
import io.github.tolokaconnect.simulator.request.Slice;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Talks to an engine as an HTTP client would, without HTTP, and drives its time. */
final class Conversation {
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    static final String ID = "2ed92b7f-75c0-4771-ae2f-3911232d6d4e";
    static final String VALID =
            "{\"pool_id\":\"1001\",\"input_values\":{\"image\":\"https://example.com/1.jpg\"},\"overlap\":2}";
    static final String INVALID =
            "{\"pool_id\":\"1001\",\"input_values\":{\"imagis\":\"https://example.com/1.jpg\"},\"overlap\":2}";

    private final CallReader reader;
    private final Engine engine;
    private Instant now = START;

    /** What the engine answered. */
    record Answer(int status, JsonNode json) {
        String code() {
            return json.path("code").asText();
        }
    }

    Conversation(Fixture fixture, Quotas quotas, long seed) {
        this(settings(fixture).withQuotas(quotas).withSeed(seed));
    }

    /** By {@code settings} in every respect. */
    Conversation(Settings settings) {
        this.reader = new CallReader(settings.fixture());
        this.engine = new Engine(settings, START);
    }

    /** Settings without quotas. */
    static Settings settings(Fixture fixture) {
        return Settings.DEFAULT
                .withFixture(fixture)
                .withQuotas(Quotas.NONE)
                .withOperationTime(OperationTime.ofMillis(300, 900));
    }

    static Conversation begin() {
        return with(Fixture.demo());
    }

    static Conversation with(Fixture fixture) {
        return new Conversation(fixture, Quotas.NONE, 1);
    }

    Answer get(String target) {
        return send("GET", target, "");
    }

    Answer post(String target, String body) {
        return send("POST", target, body);
    }

    Answer patch(String target, String body) {
        return send("PATCH", target, body);
    }

    /** Posts tasks as an operation, and lets it end. */
    Answer operation(String parameters, String body) {
        String id = post("/tasks?async_mode=true" + parameters, body)
                .json()
                .path("id")
                .asText();
        pass(Duration.ofSeconds(1));
        return get("/operations/" + id);
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    Audit audit() {
        return engine.audit(now);
    }

    private Answer send(String method, String target, String body) {
        URI uri = URI.create("/api/v1" + target);
        Slice bytes = Slice.of(body.getBytes(StandardCharsets.UTF_8));
        return answer(new ApiRequest(
                method, uri.getPath(), query(uri), "OAuth demo-token", "application/json", "*/*", bytes));
    }

    private Answer answer(ApiRequest request) {
        Reply reply = engine.step(reader.read(request, engine.pools()), now);
        Reply.Body body = reply.body();
        StringWriter text = new StringWriter();
        try (JsonGenerator json = Wire.JSON.createGenerator(text)) {
            if (body != null) {
                body.writeTo(json);
            }
            json.flush();
            return new Answer(reply.status(), Wire.JSON.readTree(text.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> query(URI uri) {
        Map<String, String> query = new HashMap<>();
        if (uri.getQuery() != null) {
            for (String pair : uri.getQuery().split("&", -1)) {
                int equals = pair.indexOf('=');
                query.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return query;
    }
}
