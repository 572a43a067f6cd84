package io.github.tolokaconnect.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.tolokaconnect.chaos.plan.Trouble;
import io.github.tolokaconnect.chaos.verdict.Evidence;
import io.github.tolokaconnect.chaos.verdict.RecordId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The simulator as anybody sees it: the pages beside the API for faults and counts, and the API itself for tasks and operations. */
final class Platform {

    /** Credential of the fixture. */
    static final String TOKEN = "chaos-token";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int PAGE = 300;

    private final URI url;
    private final HttpClient http = HttpClient.newHttpClient();

    Platform(URI url) {
        this.url = url;
    }

    /**
     * What the platform has counted.
     *
     * @param faults requests that met a fault
     */
    record Audit(long operations, long tasks, long faults) {}

    URI url() {
        return url;
    }

    /** Has requests meet a fault from now on. */
    void begin(Trouble trouble) {
        call("POST", "/_faults", trouble.rule());
    }

    /** Ends all faults. */
    void endTrouble() {
        call("DELETE", "/_faults", "");
    }

    Audit audit() {
        var audit = call("GET", "/_audit", "");
        return new Audit(
                audit.path("operations").asLong(),
                audit.path("tasks").asLong(),
                audit.path("faults_fired").asLong());
    }

    /** Whether an operation has not ended. */
    boolean hasUnfinishedOperations() {
        return hasOperations("PENDING") || hasOperations("RUNNING");
    }

    /** Tells {@code evidence} every task that there is. */
    void readTasks(Evidence evidence) {
        SourceRecord.POOLS.forEach(pool -> readTasks(pool, evidence));
    }

    private void readTasks(String pool, Evidence evidence) {
        var path = "/api/v1/tasks?sort=id&limit=" + PAGE + "&pool_id=" + pool;
        var after = "";
        boolean hasMore;
        do {
            var page = call("GET", path + after, "");
            for (var task : page.path("items")) {
                var record = task.path("input_values").path("record").asText();
                var id = task.path("id").asText();
                evidence.task(RecordId.parse(record), id);
                after = "&id_gt=" + id;
            }
            hasMore = page.path("has_more").asBoolean();
        } while (hasMore);
    }

    private boolean hasOperations(String status) {
        return !call("GET", "/api/v1/operations?limit=1&status=" + status, "")
                .path("items")
                .isEmpty();
    }

    private JsonNode call(String method, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(TIMEOUT)
                .header("Authorization", "OAuth " + TOKEN)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            var response = http.send(request, BodyHandlers.ofByteArray());
            if (response.statusCode() >= 300) {
                throw new ChaosException(
                        "The simulator answered " + method + " " + path + " with " + response.statusCode());
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new ChaosException("The simulator did not answer " + method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChaosException("Interrupted while the simulator answered " + method + " " + path, e);
        }
    }
}
