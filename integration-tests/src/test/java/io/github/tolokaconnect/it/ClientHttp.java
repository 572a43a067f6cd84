package io.github.tolokaconnect.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * HTTP/1.1 as the official clients speak it: nothing is sent but what the caller names, and an answer is kept as it came.
 *
 * @param root address of the API, without the version
 * @param headers sent with every request
 */
record ClientHttp(URI root, Map<String, String> headers) {

    static final String JSON = "application/json";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** An answer; {@code body} is empty when there is none. */
    record Answer(int status, String contentType, String body) {}

    Answer get(String path, Map<String, String> query) throws IOException, InterruptedException {
        return send(request(path, query).GET());
    }

    /** Sends a body, and {@code contentType} unless it is empty. */
    Answer send(String method, String path, Map<String, String> query, String contentType, BodyPublisher body)
            throws IOException, InterruptedException {
        var request = request(path, query).method(method, body);
        return send(contentType.isEmpty() ? request : request.header("Content-Type", contentType));
    }

    /** Posts nothing at all: a length of zero and no media type. */
    Answer postNothing(String path) throws IOException, InterruptedException {
        return send("POST", path, Map.of(), "", BodyPublishers.noBody());
    }

    private HttpRequest.Builder request(String path, Map<String, String> query) {
        var parameters = query.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        var target = parameters.isEmpty() ? path : path + "?" + parameters;
        var request = HttpRequest.newBuilder(URI.create(root + target)).timeout(TIMEOUT);
        headers.forEach(request::header);
        return request;
    }

    private static Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var response = HTTP.send(request.build(), BodyHandlers.ofString());
        var contentType = response.headers().firstValue("Content-Type").orElse("");
        return new Answer(response.statusCode(), contentType, response.body());
    }
}
