package io.github.tolokaconnect.simulator.engine;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.tolokaconnect.simulator.fixture.Fixture;
import io.github.tolokaconnect.simulator.fixture.PoolId;
import io.github.tolokaconnect.simulator.fixture.Wire;
import io.github.tolokaconnect.simulator.reading.Readings;
import io.github.tolokaconnect.simulator.request.ApiRequest;
import io.github.tolokaconnect.simulator.request.CallReader;
import io.github.tolokaconnect.simulator.request.Slice;
import io.github.tolokaconnect.simulator.spill.SpillDirectory;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
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
    record Answer(int status, JsonNode json, Map<String, String> headers) {
        String code() {
            return json.path("code").asText();
        }
    }

    Conversation(Fixture fixture, Quotas quotas, long seed) {
        this(demo(fixture, quotas, seed));
    }

    Conversation(Fixture fixture, Quotas quotas, long seed, Readings readings) {
        this(demo(fixture, quotas, seed).withReadings(readings));
    }

    Conversation(Settings settings) {
        this(settings, Path.of(System.getProperty("java.io.tmpdir")));
    }

    Conversation(Settings settings, Path spills) {
        this.reader = new CallReader(settings.fixture(), settings.readings());
        this.engine = new Engine(settings, START, new SpillDirectory(spills));
    }

    static Settings demo(Fixture fixture, Quotas quotas, long seed) {
        return Settings.DEFAULT
                .withFixture(fixture)
                .withOperationTime(OperationTime.ofMillis(300, 900))
                .withQuotas(quotas)
                .withSeed(seed);
    }

    /** Settings without quotas. */
    static Settings settings(Fixture fixture) {
        return demo(fixture, Quotas.NONE, 1);
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

    Answer getAs(String authorization, String target) {
        return send("GET", target, "", authorization);
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

    void passUntil(Instant later) {
        now = later;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    Answer put(String target, String body) {
        return send("PUT", target, body);
    }

    Answer delete(String target) {
        return send("DELETE", target, "");
    }

    List<Notice> fetch(int max) {
        return engine.fetch(max, now);
    }

    List<io.github.tolokaconnect.simulator.engine.Answer> answers(String pool) {
        return engine.answers(new PoolId(pool), now);
    }

    Audit audit() {
        return engine.audit(now);
    }

    private Answer send(String method, String target, String body) {
        return send(method, target, body, "OAuth demo-token");
    }

    private Answer send(String method, String target, String body, String authorization) {
        URI uri = URI.create("/api/v1" + target);
        Slice bytes = Slice.of(body.getBytes(StandardCharsets.UTF_8));
        return answer(
                new ApiRequest(method, uri.getPath(), query(uri), authorization, "application/json", "*/*", bytes));
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
            return new Answer(reply.status(), Wire.JSON.readTree(text.toString()), reply.headers());
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
