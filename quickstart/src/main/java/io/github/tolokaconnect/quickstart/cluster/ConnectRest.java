package io.github.tolokaconnect.quickstart.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The REST API of a Connect worker, called. Answers are the API's own JSON. Safe from any thread; every call waits for its answer.
 *
 * @see <a href="https://kafka.apache.org/documentation/#connect_rest">Kafka documentation, Connect REST API</a>
 */
public final class ConnectRest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    // The worker itself gives up on a request after 90 seconds.
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(95);

    private final URI url;
    private final Duration answerTimeout;
    private final HttpClient http;

    /** An API at {@code url}, such as {@code http://127.0.0.1:8083}. */
    public ConnectRest(URI url) {
        this(url, ANSWER_TIMEOUT);
    }

    /** An API at {@code url} whose answers are awaited for so long, where its worker may not be able to answer. */
    public ConnectRest(URI url, Duration answerTimeout) {
        this.url = url;
        this.answerTimeout = answerTimeout;
        this.http = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
    }

    /** Address of the worker, without a slash at its end. */
    public URI url() {
        return url;
    }

    /**
     * Creates the connector {@code name}, or gives an existing one this configuration.
     *
     * @throws ConnectRestException with status 409 while the workers rebalance (call again), 400 for an invalid configuration
     */
    public JsonNode createConnector(String name, Map<String, String> config) {
        return call("PUT", connector(name) + "/config", json(config));
    }

    /** Has the worker check a configuration; the answer counts and lists the errors, per setting. */
    public JsonNode validate(Map<String, String> config) {
        var type = config.getOrDefault("connector.class", "");
        var simpleName = type.substring(type.lastIndexOf('.') + 1);
        return call("PUT", "/connector-plugins/" + encoded(simpleName) + "/config/validate", json(config));
    }

    /** The state of a connector and of its sink tasks; empty while the worker knows none, as it may right after the creation. */
    public Optional<ConnectorStatus> status(String name) {
        try {
            return Optional.of(ConnectorStatus.from(get(connector(name) + "/status")));
        } catch (ConnectRestException e) {
            if (e.status() == 404) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The offsets that Connect's consumer group has committed for a connector. */
    public JsonNode offsets(String name) {
        return get(connector(name) + "/offsets");
    }

    /** Forgets the offsets of a stopped connector, so that it begins anew; the answer says what came of it. */
    public JsonNode resetOffsets(String name) {
        return call("DELETE", connector(name) + "/offsets", BodyPublishers.noBody());
    }

    /** Stops a connector: its sink tasks end, its configuration stays. */
    public void stop(String name) {
        call("PUT", connector(name) + "/stop", BodyPublishers.noBody());
    }

    /** Pauses a connector: its sink tasks stay and keep their partitions, but get no records. */
    public void pause(String name) {
        call("PUT", connector(name) + "/pause", BodyPublishers.noBody());
    }

    /** Lets a stopped or paused connector run again. */
    public void resume(String name) {
        call("PUT", connector(name) + "/resume", BodyPublishers.noBody());
    }

    /** Restarts a connector with all of its sink tasks. */
    public void restart(String name) {
        call("POST", connector(name) + "/restart?includeTasks=true", BodyPublishers.noBody());
    }

    /** Restarts one sink task of a connector. */
    public void restartSinkTask(String name, int sinkTask) {
        call("POST", connector(name) + "/tasks/" + sinkTask + "/restart", BodyPublishers.noBody());
    }

    /** Deletes a connector. */
    public void delete(String name) {
        call("DELETE", connector(name), BodyPublishers.noBody());
    }

    /** Any other GET of the API, by its path. */
    public JsonNode get(String path) {
        return call("GET", path, BodyPublishers.noBody());
    }

    private JsonNode call(String method, String path, BodyPublisher body) {
        var request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(answerTimeout)
                .header("Content-Type", "application/json")
                .method(method, body)
                .build();
        try {
            var response = http.send(request, BodyHandlers.ofByteArray());
            if (response.statusCode() >= 300) {
                throw new ConnectRestException(response.statusCode(), method, path, reason(response.body()));
            }
            return response.body().length == 0 ? MissingNode.getInstance() : JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException("Connect did not answer " + method + " " + url + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while Connect answered " + method + " " + url + path, e);
        }
    }

    private static String reason(byte[] body) {
        try {
            return JSON.readTree(body).path("message").asText("no message");
        } catch (IOException e) {
            return "an answer that is no JSON";
        }
    }

    private static BodyPublisher json(Map<String, String> config) {
        try {
            return BodyPublishers.ofByteArray(JSON.writeValueAsBytes(config));
        } catch (JsonProcessingException e) {
            throw new AssertionError("A map of strings is always JSON", e);
        }
    }

    private static String connector(String name) {
        return "/connectors/" + encoded(name);
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
