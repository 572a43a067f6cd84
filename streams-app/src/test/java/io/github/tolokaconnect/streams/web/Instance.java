package io.github.tolokaconnect.streams.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A server on a free port, and a client of it that checks each answer against the OpenAPI document. */
final class Instance implements AutoCloseable {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    final Known known;
    final EventFeed feed;
    private final WebServer server;

    private Instance(Known known, EventFeed feed, WebServer server) {
        this.known = known;
        this.feed = feed;
        this.server = server;
    }

    /** A server that knows what {@code known} does, with its tokens as they are now. */
    static Instance of(Known known) throws IOException {
        EventFeed feed = new EventFeed(known.clock());
        return new Instance(
                known,
                feed,
                WebServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), known.answers(), feed));
    }

    URI url() {
        return server.url();
    }

    /** The body of a call that is answered with 200. */
    JsonNode read(String path) throws Exception {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json(response);
    }

    HttpResponse<String> get(String path) throws Exception {
        return checked(request(path).build());
    }

    /** A change with a good token. */
    HttpResponse<String> change(String method, String path, String body) throws Exception {
        return checked(changing(method, path, body).build());
    }

    HttpRequest.Builder changing(String method, String path, String body) {
        return request(path)
                .header("Authorization", "Bearer " + Known.TOKEN)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url() + path)).timeout(Duration.ofSeconds(20));
    }

    HttpResponse<String> checked(HttpRequest request) throws Exception {
        HttpResponse<String> response = unchecked(request);
        if (!request.uri().toString().contains("scope=local")) {
            assertThat(ApiDocument.violations(
                            request.method(),
                            request.uri().getRawPath(),
                            response.statusCode(),
                            response.headers().firstValue("content-type").orElse(""),
                            response.body()))
                    .as(response.body())
                    .isEmpty();
        }
        return response;
    }

    HttpResponse<String> unchecked(HttpRequest request) throws Exception {
        return CLIENT.send(request, BodyHandlers.ofString());
    }

    static JsonNode json(HttpResponse<String> response) throws IOException {
        return JSON.readTree(response.body());
    }

    @Override
    public void close() {
        server.close();
    }
}
