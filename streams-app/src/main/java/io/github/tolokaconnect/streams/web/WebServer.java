package io.github.tolokaconnect.streams.web;

import io.github.tolokaconnect.streams.monitor.OperationQueries;
import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.server.RoutingHandler;
import io.undertow.server.handlers.SetHeaderHandler;
import io.undertow.server.handlers.resource.ClassPathResourceManager;
import io.undertow.server.handlers.resource.ResourceHandler;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;

/** The HTTP server: API, events, health and page on one port. Read-only, without authentication. */
public final class WebServer implements AutoCloseable {

    private static final int IO_THREADS = 2;
    private static final int WORKER_THREADS = 8;
    private static final String PAGE = "io/github/tolokaconnect/streams/web/page";
    private static final String SAME_ORIGIN_ONLY = "default-src 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final Undertow server;
    private final EventFeed feed;
    private final URI url;

    private WebServer(Undertow server, EventFeed feed, URI url) {
        this.server = server;
        this.feed = feed;
        this.url = url;
    }

    /**
     * A server that listens.
     *
     * @param address where to listen; port 0 is any free one
     * @param queries answers the API's questions
     * @param health answers those of orchestrators
     * @param feed is served at {@code /events}; closed with the server
     * @throws IOException if the address is taken or none of this machine
     */
    public static WebServer start(
            InetSocketAddress address, OperationQueries queries, Health health, EventFeed feed, InstantSource clock)
            throws IOException {
        Undertow server = Undertow.builder()
                .addHttpListener(address.getPort(), address.getHostString())
                .setIoThreads(IO_THREADS)
                .setWorkerThreads(WORKER_THREADS)
                .setHandler(handler(queries, health, feed, clock))
                .build();
        try {
            server.start();
        } catch (RuntimeException e) {
            // Undertow wraps what the socket said.
            server.stop();
            if (e.getCause() instanceof IOException refused) {
                throw new IOException(
                        "cannot listen on " + address.getHostString() + ":" + address.getPort() + " ("
                                + refused.getMessage() + "); choose another http.port, or 0 for any free one",
                        refused);
            }
            throw e;
        }
        return new WebServer(server, feed, url(address, server));
    }

    /** Where it listens, such as {@code http://127.0.0.1:8090}. */
    public URI url() {
        return url;
    }

    /** Ends all connections and frees the port. */
    @Override
    public void close() {
        feed.close();
        server.stop();
    }

    private static HttpHandler handler(OperationQueries queries, Health health, EventFeed feed, InstantSource clock) {
        RoutingHandler routes = Handlers.routing();
        new OperationsApi(queries, clock).addTo(routes);
        new HealthApi(health).addTo(routes);
        routes.get("/events", feed.handler());
        routes.setInvalidMethodHandler(
                exchange -> Problem.of(StatusCodes.METHOD_NOT_ALLOWED, "This path is read only; use GET.")
                        .send(exchange));
        routes.setFallbackHandler(new ResourceHandler(
                new ClassPathResourceManager(WebServer.class.getClassLoader(), PAGE),
                exchange -> Problem.of(StatusCodes.NOT_FOUND, "Nothing is at this path; the API is under /api/v1.")
                        .send(exchange)));
        HttpHandler sniffless = new SetHeaderHandler(routes, "X-Content-Type-Options", "nosniff");
        return new SetHeaderHandler(sniffless, "Content-Security-Policy", SAME_ORIGIN_ONLY);
    }

    private static URI url(InetSocketAddress asked, Undertow server) {
        InetSocketAddress bound =
                (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
        String host = asked.getHostString().contains(":") ? "[" + asked.getHostString() + "]" : asked.getHostString();
        return URI.create("http://" + host + ":" + bound.getPort());
    }
}
