package io.github.tolokaconnect.benchmarks.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.tolokaconnect.benchmarks.BenchmarkException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** The simulator's own account of what a client did, asked for over HTTP. */
record Platform(URI url) {

    /** The credential that it takes. */
    static final String TOKEN = "demo-token";

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /**
     * Its counts at one instant.
     *
     * @param tasks tasks there are
     * @param duplicates those among them that equal an earlier one
     * @param tasksByPool tasks of each pool that has any
     */
    record Audit(long tasks, long duplicates, Map<String, Long> tasksByPool) {

        Audit {
            tasksByPool = Map.copyOf(tasksByPool);
        }

        /** Whether each of some pools has more tasks than {@code earlier}. */
        boolean hasMoreIn(Collection<String> pools, Audit earlier) {
            return pools.stream()
                    .allMatch(pool -> tasksByPool.getOrDefault(pool, 0L) > earlier.tasksByPool.getOrDefault(pool, 0L));
        }
    }

    Audit audit() {
        var counts = json(
                HttpRequest.newBuilder(url.resolve("/_audit")).timeout(TIMEOUT).build());
        var tasksByPool = new TreeMap<String, Long>();
        counts.path("tasks_by_pool")
                .properties()
                .forEach(pool -> tasksByPool.put(pool.getKey(), pool.getValue().asLong()));
        return new Audit(
                counts.path("tasks").asLong(), counts.path("duplicates").asLong(), tasksByPool);
    }

    /** Starts an operation, as the connector does; {@code tasks} is a JSON array. */
    void startOperation(UUID operationId, String tasks) {
        var path = "/api/v1/tasks?async_mode=true&skip_invalid_items=true&operation_id=" + operationId;
        json(HttpRequest.newBuilder(url.resolve(path))
                .timeout(TIMEOUT)
                .header("Authorization", "OAuth " + TOKEN)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(tasks))
                .build());
    }

    private static JsonNode json(HttpRequest request) {
        try {
            var answer = HTTP.send(request, BodyHandlers.ofByteArray());
            if (answer.statusCode() >= 300) {
                throw new BenchmarkException("the simulator answered " + answer.statusCode() + " to " + request.method()
                        + " " + request.uri().getPath());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new BenchmarkException("the simulator does not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkException("interrupted", e);
        }
    }
}
