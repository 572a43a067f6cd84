package io.github.tolokaconnect.streams.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/** What is no JSON of this application's making: its metrics, and the description of its API. */
final class DocumentsApi {

    static final String OPENAPI = "openapi.json";

    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final Supplier<String> metrics;
    private final String openApi;

    DocumentsApi(Supplier<String> metrics) {
        this.metrics = metrics;
        try (InputStream resource = DocumentsApi.class.getResourceAsStream(OPENAPI)) {
            if (resource == null) {
                throw new AssertionError(OPENAPI + " is not in the jar");
            }
            this.openApi = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(OPENAPI + " cannot be read from the jar", e);
        }
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/metrics", asked -> Reply.text(PROMETHEUS, metrics.get())),
                Endpoint.get("/api/v1/openapi.json", asked -> Reply.text("application/json", openApi)));
    }
}
