package io.github.tolokaconnect.streams.web;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.RoutingHandler;
import io.undertow.server.handlers.SetHeaderHandler;
import io.undertow.util.HttpString;
import io.undertow.util.PathTemplateMatcher;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The HTTP server: API, events, metrics, health and page on one port. */
public final class WebServer implements AutoCloseable {

    private static final int IO_THREADS = 2;
    private static final int WORKER_THREADS = 16;
    private static final String SAME_ORIGIN_ONLY =
            "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Undertow server;
    private final EventFeed feed;
    private final Pulse pulse;
    private final Calls calls;
    private final URI url;

    private WebServer(Undertow server, EventFeed feed, Pulse pulse, Calls calls, URI url) {
        this.server = server;
        this.feed = feed;
        this.pulse = pulse;
        this.calls = calls;
        this.url = url;
    }

    /**
     * A server that listens.
     *
     * @param address where to listen; port 0 is any free one
     * @param answers what it asks in order to answer
     * @param feed is served at {@code /events}; closed with the server
     * @throws IOException if the address is taken or none of this machine
     */
    public static WebServer start(InetSocketAddress address, Answers answers, EventFeed feed) throws IOException {
        Api api = Api.of(answers, feed);
        Calls calls = new Calls(new Tokens(answers.tokens()));
        Undertow server = Undertow.builder()
                .addHttpListener(address.getPort(), address.getHostString())
                .setIoThreads(IO_THREADS)
                .setWorkerThreads(WORKER_THREADS)
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, 2L * Asked.MAX_BODY_BYTES)
                .setHandler(handler(api.endpoints(), calls, feed))
                .build();
        try {
            server.start();
        } catch (RuntimeException e) {
            // Undertow wraps what the socket said.
            server.stop();
            calls.close();
            api.pulse().close();
            if (e.getCause() instanceof IOException refused) {
                throw new IOException(
                        "cannot listen on " + address.getHostString() + ":" + address.getPort() + " ("
                                + refused.getMessage() + "); choose another http.port, or 0 for any free one",
                        refused);
            }
            throw e;
        }
        api.pulse().start();
        return new WebServer(server, feed, api.pulse(), calls, url(address, server));
    }

    /** Where it listens, such as {@code http://127.0.0.1:8090}. */
    public URI url() {
        return url;
    }

    /** Ends all connections and frees the port. */
    @Override
    public void close() {
        pulse.close();
        feed.close();
        server.stop();
        calls.close();
    }

    private static HttpHandler handler(List<Endpoint> endpoints, Calls calls, EventFeed feed) {
        RoutingHandler routes = Handlers.routing();
        endpoints.forEach(endpoint ->
                routes.add(new HttpString(endpoint.method()), endpoint.template(), calls.handler(endpoint)));
        routes.get("/events", feed.handler());
        routes.setInvalidMethodHandler(refusing(endpoints));
        Page.addTo(routes);
        HttpHandler sniffless = new SetHeaderHandler(routes, "X-Content-Type-Options", "nosniff");
        HttpHandler silent = new SetHeaderHandler(sniffless, "Referrer-Policy", "no-referrer");
        return new SetHeaderHandler(silent, "Content-Security-Policy", SAME_ORIGIN_ONLY);
    }

    private static HttpHandler refusing(List<Endpoint> endpoints) {
        Map<String, String> methods = endpoints.stream()
                .collect(Collectors.groupingBy(
                        Endpoint::template,
                        TreeMap::new,
                        Collectors.mapping(Endpoint::method, Collectors.joining(", "))));
        PathTemplateMatcher<String> paths = new PathTemplateMatcher<>();
        methods.forEach(paths::add);
        return exchange -> {
            var match = paths.match(exchange.getRelativePath());
            String allowed = match == null ? "GET" : match.getValue();
            Reply.of(Problem.of(StatusCodes.METHOD_NOT_ALLOWED, "This path knows " + allowed + " only.")
                            .with("Allow", allowed))
                    .send(exchange);
        };
    }

    private static URI url(InetSocketAddress asked, Undertow server) {
        InetSocketAddress bound =
                (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
        String host = asked.getHostString().contains(":") ? "[" + asked.getHostString() + "]" : asked.getHostString();
        return URI.create("http://" + host + ":" + bound.getPort());
    }
}
