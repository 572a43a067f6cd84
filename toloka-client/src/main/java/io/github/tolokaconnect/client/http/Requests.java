package io.github.tolokaconnect.client.http;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.util.LinkedHashMap;
import java.util.Map;

/** Puts requests together: the address below the API's root, and the headers that every request carries. */
final class Requests {

    private final String root;
    private final Map<String, String> headers;
    /** Set by whoever renews it, read by every thread that calls. */
    private volatile Credential credential;

    private Requests(String root, Map<String, String> headers, Credential credential) {
        this.root = root;
        this.headers = headers;
        this.credential = credential;
    }

    static Requests to(Connection connection) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", "application/json");
        headers.put("User-Agent", connection.userAgent());
        ProxyCredential.of(connection).ifPresent(value -> headers.put("Proxy-Authorization", value));
        return new Requests(ApiUrl.root(connection.url()), headers, connection.credential());
    }

    /** Requests put together from now on carry {@code renewed}. */
    void use(Credential renewed) {
        credential = renewed;
    }

    ApiUrl url(String... path) {
        return ApiUrl.of(root, path);
    }

    HttpRequest get(ApiUrl url) {
        return builder(url).GET().build();
    }

    HttpRequest withBody(String method, ApiUrl url, BodyPublisher body) {
        return builder(url)
                .header("Content-Type", "application/json")
                .method(method, body)
                .build();
    }

    private HttpRequest.Builder builder(ApiUrl url) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(url.toUri());
        headers.forEach(builder::header);
        credential.authorization().ifPresent(value -> builder.header("Authorization", value));
        return builder;
    }
}
