package io.github.tolokaconnect.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.tolokaconnect.quickstart.cluster.FreePorts;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A real Prometheus, as the machine's packages bring it, with a memory of its own. Safe from any thread. */
final class Prometheus implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final ToolProcess process;
    private final URI url;

    private Prometheus(ToolProcess process, URI url) {
        this.process = process;
        this.url = url;
    }

    /**
     * A rule of the files that it has read.
     *
     * @param name of the alert or of the series that it records
     * @param isAlert whether it is an alert
     * @param query its expression
     */
    record Rule(String name, boolean isAlert, String query) {}

    /** Starts it with the configuration {@code config}; its memory goes to {@code directory}. */
    static Prometheus start(Path directory, Path config) throws IOException {
        var address = "127.0.0.1:" + FreePorts.one();
        var output = Files.createDirectories(directory.resolve("output"));
        var process = ToolProcess.start(
                output,
                output,
                List.of(
                        "prometheus",
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + directory.resolve("series"),
                        "--web.listen-address=" + address));
        var started = new Prometheus(process, URI.create("http://" + address));
        Waiting.until("Prometheus answers")
                .ignoreException(ConnectException.class)
                .until(() -> {
                    process.failIfEnded();
                    return started.status("/-/ready") == 200;
                });
        return started;
    }

    /** The series that {@code expression} answers now. */
    JsonNode query(String expression) throws IOException, InterruptedException {
        return get("/api/v1/query?query=" + URLEncoder.encode(expression, UTF_8))
                .path("result");
    }

    /** The rules of all files. */
    List<Rule> rules() throws IOException, InterruptedException {
        var rules = new ArrayList<Rule>();
        for (var group : get("/api/v1/rules").path("groups")) {
            for (var rule : group.path("rules")) {
                rules.add(new Rule(
                        rule.path("name").asText(),
                        rule.path("type").asText().equals("alerting"),
                        rule.path("query").asText()));
            }
        }
        return rules;
    }

    /** Whether {@code alert} fires for what {@code labels} say. */
    boolean isFiring(String alert, Map<String, String> labels) throws IOException, InterruptedException {
        return isInState("firing", alert, labels);
    }

    /** Whether {@code alert} neither fires nor is about to, for what {@code labels} say. */
    boolean isQuiet(String alert, Map<String, String> labels) throws IOException, InterruptedException {
        return !isInState("firing", alert, labels) && !isInState("pending", alert, labels);
    }

    private boolean isInState(String state, String alert, Map<String, String> labels)
            throws IOException, InterruptedException {
        for (var each : get("/api/v1/alerts").path("alerts")) {
            var its = each.path("labels");
            if (each.path("state").asText().equals(state)
                    && its.path("alertname").asText().equals(alert)
                    && labels.entrySet().stream()
                            .allMatch(label -> its.path(label.getKey()).asText().equals(label.getValue()))) {
                return true;
            }
        }
        return false;
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        var body = JSON.readTree(send(path).body());
        if (!body.path("status").asText().equals("success")) {
            throw new IllegalStateException(
                    "Prometheus refused " + path + ": " + body.path("error").asText());
        }
        return body.path("data");
    }

    private int status(String path) throws IOException, InterruptedException {
        return send(path).statusCode();
    }

    private HttpResponse<String> send(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url + path)).timeout(TIMEOUT);
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        process.close();
    }
}
