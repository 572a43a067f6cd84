package io.github.tolokaconnect.client.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** A server that gives the answers it was told to, in order, and remembers what it was asked. */
final class ApiStub implements AutoCloseable {

    record Asked(String method, URI uri, Headers headers, String body) {
        String header(String name) {
            return headers.getFirst(name);
        }
    }

    @FunctionalInterface
    interface Reaction {
        void to(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final String scheme;
    private final BlockingQueue<Reaction> reactions = new LinkedBlockingQueue<>();
    final List<Asked> asked = new CopyOnWriteArrayList<>();

    private ApiStub(HttpServer server, String scheme) {
        this.server = server;
        this.scheme = scheme;
        server.createContext("/", this::react);
        server.start();
    }

    static ApiStub start() throws IOException {
        return new ApiStub(HttpServer.create(loopback(), 0), "http");
    }

    static ApiStub startTls(SSLContext context, boolean wantsCertificate) throws IOException {
        HttpsServer server = HttpsServer.create(loopback(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters ssl = context.getDefaultSSLParameters();
                ssl.setNeedClientAuth(wantsCertificate);
                parameters.setSSLParameters(ssl);
            }
        });
        return new ApiStub(server, "https");
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    URI url() {
        return URI.create(scheme + "://localhost:" + port());
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** The next answer. */
    ApiStub answer(int status, String body) {
        return answer(status, body, Map.of("Content-Type", "application/json"));
    }

    ApiStub answer(int status, String body, Map<String, String> headers) {
        return react(exchange -> {
            headers.forEach(exchange.getResponseHeaders()::set);
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        });
    }

    /** The next answer, 200, in chunks as they are written. */
    ApiStub stream(Consumer<OutputStream> body) {
        return react(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            body.accept(exchange.getResponseBody());
        });
    }

    private ApiStub react(Reaction reaction) {
        reactions.add(reaction);
        return this;
    }

    private void react(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(new Asked(
                    exchange.getRequestMethod(), exchange.getRequestURI(), exchange.getRequestHeaders(), body));
            Reaction reaction = reactions.poll();
            if (reaction != null) {
                reaction.to(exchange);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    Asked lastAsked() {
        return asked.get(asked.size() - 1);
    }

    static String wire(String name) {
        try (InputStream file = ApiStub.class.getResourceAsStream("/wire/" + name + ".json")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
