package io.github.tolokaconnect.benchmarks.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.tolokaconnect.benchmarks.BenchmarkException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The simulator's own account of what a client did, asked for over HTTP. */
record Platform(URI url) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /**
     * Its counts at one instant.
     *
     * @param tasks tasks there are
     * @param duplicates those among them that equal an earlier one
     */
    record Audit(long tasks, long duplicates) {}

    Audit audit() {
        var counts = page("/_audit");
        return new Audit(
                counts.path("tasks").asLong(), counts.path("duplicates").asLong());
    }

    private JsonNode page(String path) {
        var request = HttpRequest.newBuilder(url.resolve(path)).timeout(TIMEOUT).build();
        try {
            return JSON.readTree(HTTP.send(request, BodyHandlers.ofByteArray()).body());
        } catch (IOException e) {
            throw new BenchmarkException("the simulator does not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkException("interrupted", e);
        }
    }
}
