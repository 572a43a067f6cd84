package io.github.tolokaconnect.simulator.http;

import io.github.tolokaconnect.simulator.engine.Reply;
import io.github.tolokaconnect.simulator.request.ApiError;
import io.github.tolokaconnect.simulator.request.ApiRequest;
import io.github.tolokaconnect.simulator.request.Slice;
import io.undertow.server.Connectors;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;

/**
 * Serves exchanges: the API itself, or the audit beside it. The body comes in on the IO thread, a worker thread does the rest; no
 * thread waits for a client.
 */
final class Exchanges implements HttpHandler, Reception.Receiver {
    private final SharedEngine engine;
    private final SidePages sidePages;
    private final Delivery delivery;
    private final ServerLimits limits;
    private final BodyMemory memory;

    Exchanges(SharedEngine engine, ServerLimits limits) {
        this.engine = engine;
        this.sidePages = new SidePages(engine);
        this.delivery = new Delivery(engine);
        this.limits = limits;
        this.memory = new BodyMemory(limits.allBodiesBytes());
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        exchange.addDefaultResponseListener(this::answerFailure);
        Reception.begin(exchange, limits, memory, this);
    }

    @Override
    public void received(HttpServerExchange exchange, Slice body, Reception reception) {
        onWorker(exchange, reception, worker -> {
            ApiRequest request = request(worker, worker.getRequestPath(), body);
            if (SidePages.has(request.path())) {
                answer(worker, sidePages.answer(request), reception);
            } else {
                delivery.serve(worker, request, (answering, reply) -> answer(answering, reply, reception));
            }
        });
    }

    private void answer(HttpServerExchange exchange, Reply reply, Reception reception) throws IOException {
        // Whoever has an answer counts on the memory being free again.
        reception.close();
        write(exchange, reply, exchange::endExchange);
    }

    @Override
    public void refused(HttpServerExchange exchange, ApiError error, Reception reception) {
        onWorker(exchange, reception, worker -> write(worker, engine.refuse(error), reception::dropRest));
    }

    private static void onWorker(HttpServerExchange exchange, Reception reception, HttpHandler handler) {
        Runnable task = () -> {
            try {
                // Logs what the handler throws, and leaves the answer to answerFailure.
                Connectors.executeRootHandler(worker -> whileOpen(worker, handler), exchange);
            } finally {
                reception.close();
            }
        };
        try {
            exchange.dispatch(task);
        } catch (RejectedExecutionException e) {
            // The server is being closed.
            IoUtils.safeClose(exchange.getConnection());
        }
    }

    /** A connection that is closed from elsewhere meanwhile ends its exchange, which then refuses to be answered. */
    private static void whileOpen(HttpServerExchange exchange, HttpHandler handler) throws Exception {
        try {
            handler.handleRequest(exchange);
        } catch (IllegalStateException e) {
            if (exchange.getConnection().isOpen()) {
                throw e;
            }
        }
    }

    /** Answers an exchange that ended without an answer of its own, because its handler threw or no worker took it. */
    private boolean answerFailure(HttpServerExchange exchange) {
        if (exchange.isResponseStarted() || exchange.getStatusCode() < StatusCodes.BAD_REQUEST) {
            return false;
        }
        try {
            write(exchange, engine.refuse(ApiError.internal()), exchange::endExchange);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ApiRequest request(HttpServerExchange exchange, String path, Slice body) {
        Map<String, String> query = new HashMap<>();
        exchange.getQueryParameters().forEach((name, values) -> query.put(name, values.getFirst()));
        return new ApiRequest(
                exchange.getRequestMethod().toString().toUpperCase(Locale.ROOT),
                path,
                query,
                header(exchange, Headers.AUTHORIZATION),
                header(exchange, Headers.CONTENT_TYPE),
                header(exchange, Headers.ACCEPT),
                body);
    }

    private static @Nullable String header(HttpServerExchange exchange, HttpString name) {
        return exchange.getRequestHeaders().getFirst(name);
    }

    private void write(HttpServerExchange exchange, Reply reply, Runnable end) throws IOException {
        exchange.setStatusCode(reply.status());
        reply.headers().forEach((name, value) -> exchange.getResponseHeaders().put(new HttpString(name), value));
        Reply.Body body = reply.body();
        if (body == null) {
            end.run();
        } else {
            Answer.send(exchange, body, limits.stall(), end);
        }
    }
}
