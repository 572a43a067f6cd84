package io.github.tolokaconnect.quickstart.answers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** The platform's assignments, called by id. Safe from any thread. */
public final class Assignments {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int OK = 200;

    private final URI platform;
    private final String token;
    private final HttpClient http;

    /**
     * The assignments of an account.
     *
     * @param platform base URL of the platform
     * @param token what calls are authorized with
     */
    public Assignments(URI platform, String token) {
        this.platform = platform;
        this.token = token;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(TIMEOUT)
                .build();
    }

    /** The assignment {@code id}; fails if the platform does not give it. */
    CompletableFuture<JsonNode> assignment(String id) {
        var request = HttpRequest.newBuilder(platform.resolve("/api/v1/assignments/" + id))
                .timeout(TIMEOUT)
                .header("Authorization", "OAuth " + token)
                .build();
        return http.sendAsync(request, BodyHandlers.ofByteArray()).thenApply(answer -> json(id, answer));
    }

    private static JsonNode json(String id, HttpResponse<byte[]> answer) {
        if (answer.statusCode() != OK) {
            throw new IllegalStateException("The platform answered " + answer.statusCode() + " for assignment " + id);
        }
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException("The platform's answer for assignment " + id + " is no JSON", e);
        }
    }
}
