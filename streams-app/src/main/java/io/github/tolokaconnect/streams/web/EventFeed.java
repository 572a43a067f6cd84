package io.github.tolokaconnect.streams.web;

import io.github.tolokaconnect.streams.monitor.Operation;
import io.github.tolokaconnect.streams.monitor.OperationListener;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.sse.ServerSentEventConnection;
import io.undertow.server.handlers.sse.ServerSentEventConnection.EventCallback;
import io.undertow.server.handlers.sse.ServerSentEventHandler;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;

/**
 * Server-sent events: {@code listening} once a listener is admitted, then one {@code operation} for each change of an operation, {@code stats} when
 * numbers have changed, and {@code alert} for each change of an alert. Stream threads and the pulse write, I/O threads send. A listener that falls behind is cut off, so that none can hold more than a bounded number of events in memory; a
 * browser then connects again and reads the list anew.
 */
public final class EventFeed implements OperationListener {

    private static final int MAX_LISTENERS = 100;
    private static final int MAX_UNSENT = 1_000;
    private static final long KEEP_ALIVE_MILLIS = 15_000;

    private final Map<ServerSentEventConnection, AtomicInteger> unsent = new ConcurrentHashMap<>();
    private final ServerSentEventHandler connections =
            new ServerSentEventHandler((connection, id) -> admit(connection));
    private final InstantSource clock;

    /** A feed without listeners; {@code clock} tells the age of what it sends. */
    public EventFeed(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void operationChanged(Operation operation) {
        if (hasListeners()) {
            publish("operation", OperationView.of(operation, clock.instant()));
        }
    }

    boolean hasListeners() {
        return !unsent.isEmpty();
    }

    void publish(String event, Object view) {
        String data = Json.text(view);
        unsent.forEach((connection, waiting) -> send(connection, waiting, event, data));
    }

    HttpHandler handler() {
        return this::connect;
    }

    void close() {
        unsent.keySet().forEach(IoUtils::safeClose);
    }

    private void connect(HttpServerExchange exchange) throws Exception {
        if (unsent.size() >= MAX_LISTENERS) {
            Reply.of(Problem.unavailable("Already " + MAX_LISTENERS + " listeners; close one."))
                    .send(exchange);
            return;
        }
        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
        // Reverse proxies otherwise hold events back until their buffer is full.
        exchange.getResponseHeaders().put(HttpString.tryFromString("X-Accel-Buffering"), "no");
        connections.handleRequest(exchange);
    }

    private void admit(ServerSentEventConnection connection) {
        var waiting = new AtomicInteger();
        unsent.put(connection, waiting);
        connection.addCloseTask(unsent::remove);
        connection.setKeepAliveTime(KEEP_ALIVE_MILLIS);
        // The headers left before the listener was admitted; only from here on it misses nothing.
        send(connection, waiting, "listening", "{}");
    }

    private static void send(ServerSentEventConnection connection, AtomicInteger waiting, String event, String data) {
        if (waiting.incrementAndGet() > MAX_UNSENT) {
            IoUtils.safeClose(connection);
            return;
        }
        connection.send(data, event, null, new EventCallback() {
            @Override
            public void done(
                    ServerSentEventConnection sent,
                    @Nullable String data,
                    @Nullable String event,
                    @Nullable String id) {
                waiting.decrementAndGet();
            }

            @Override
            public void failed(
                    ServerSentEventConnection lost,
                    @Nullable String data,
                    @Nullable String event,
                    @Nullable String id,
                    IOException problem) {
                IoUtils.safeClose(lost);
            }
        });
    }
}
