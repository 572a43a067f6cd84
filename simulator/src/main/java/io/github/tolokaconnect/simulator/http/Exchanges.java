package io.github.tolokaconnect.simulator.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.tolokaconnect.simulator.engine.Reply;
import io.github.tolokaconnect.simulator.fixture.Wire;
import io.github.tolokaconnect.simulator.request.ApiError;
import io.github.tolokaconnect.simulator.request.ApiRequest;
import io.github.tolokaconnect.simulator.request.Slice;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RequestTooBigException;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Serves one exchange: the API itself, or the audit beside it. Runs on a worker thread, which may block. */
final class Exchanges implements HttpHandler {

    private final SharedEngine engine;
    private final SidePages sidePages;
    private final Delivery delivery;

    Exchanges(SharedEngine engine) {
        this.engine = engine;
        this.sidePages = new SidePages(engine);
        this.delivery = new Delivery(engine, Exchanges::write);
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws IOException {
        try {
            serve(exchange);
        } catch (RuntimeException e) {
            if (!exchange.isResponseStarted()) {
                write(exchange, engine.refuse(ApiError.internal()));
            }
            // Undertow logs it; the answer has left already.
            throw e;
        }
    }

    private void serve(HttpServerExchange exchange) throws IOException {
        ApiRequest request;
        try {
            request = request(exchange, exchange.getRequestPath());
        } catch (RequestTooBigException e) {
            write(
                    exchange,
                    engine.refuse(ApiError.tooLarge(
                            "The body of a request may have at most " + ApiServer.MAX_BODY_BYTES + " bytes")));
            return;
        }
        if (SidePages.has(request.path())) {
            write(exchange, sidePages.answer(request));
        } else {
            delivery.serve(exchange, request);
        }
    }

    private static ApiRequest request(HttpServerExchange exchange, String path) throws IOException {
        Map<String, String> query = new HashMap<>();
        exchange.getQueryParameters().forEach((name, values) -> query.put(name, values.getFirst()));
        return new ApiRequest(
                exchange.getRequestMethod().toString().toUpperCase(Locale.ROOT),
                path,
                query,
                header(exchange, Headers.AUTHORIZATION),
                header(exchange, Headers.CONTENT_TYPE),
                header(exchange, Headers.ACCEPT),
                Slice.of(exchange.getInputStream().readAllBytes()));
    }

    private static @Nullable String header(HttpServerExchange exchange, HttpString name) {
        return exchange.getRequestHeaders().getFirst(name);
    }

    private static void write(HttpServerExchange exchange, Reply reply) throws IOException {
        exchange.setStatusCode(reply.status());
        reply.headers().forEach((name, value) -> exchange.getResponseHeaders().put(new HttpString(name), value));
        Reply.Body body = reply.body();
        if (body == null) {
            exchange.endExchange();
            return;
        }
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
        try (JsonGenerator json = Wire.JSON.createGenerator(exchange.getOutputStream())) {
            body.writeTo(json);
        }
    }
}
