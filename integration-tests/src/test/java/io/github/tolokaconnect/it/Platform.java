package io.github.tolokaconnect.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The platform's API called by hand, as with curl: what is sent and what comes back is what the reference shows. */
public record Platform(URI url, String authorization) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int PAGE = 300;

    /** An answer with its status and its JSON. */
    public record Reply(int status, JsonNode body) {}

    /** The platform at {@code url}, called with the token of the simulator's own fixture. */
    public static Platform at(URI url) {
        return new Platform(url, "OAuth demo-token");
    }

    /** Answers a GET. */
    public Reply get(String path) throws IOException, InterruptedException {
        return call(request(path).GET());
    }

    Reply post(String path, String json) throws IOException, InterruptedException {
        return call(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    Reply put(String path, String json) throws IOException, InterruptedException {
        return call(request(path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(json)));
    }

    /** The images of all tasks in {@code pools}, by the tasks' ids. */
    public Map<String, String> imagesByTaskId(Collection<String> pools) throws IOException, InterruptedException {
        var images = new HashMap<String, String>();
        for (var pool : pools) {
            var after = "";
            for (var more = true; more; ) {
                var page = get("/api/v1/tasks?sort=id&limit=" + PAGE + "&pool_id=" + pool + after)
                        .body();
                for (var task : page.path("items")) {
                    var id = task.path("id").asText();
                    images.put(id, task.path("input_values").path("image").asText());
                    after = "&id_gt=" + id;
                }
                more = page.path("has_more").asBoolean();
            }
        }
        return images;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).timeout(TIMEOUT).header("Authorization", authorization);
    }

    private static Reply call(HttpRequest.Builder request) throws IOException, InterruptedException {
        var response = HTTP.send(request.build(), BodyHandlers.ofByteArray());
        return new Reply(response.statusCode(), JSON.readTree(response.body()));
    }
}
