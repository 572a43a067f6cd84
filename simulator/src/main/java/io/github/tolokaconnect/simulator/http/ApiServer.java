package io.github.tolokaconnect.simulator.http;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.handlers.BlockingHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;

/** The HTTP server of a simulation: listening from its creation until it is closed. */
public final class ApiServer implements AutoCloseable {
    /** The largest body of a request, in bytes. */
    static final long MAX_BODY_BYTES = 64L << 20;

    private final Undertow undertow;

    private ApiServer(Undertow undertow) {
        this.undertow = undertow;
    }

    /**
     * Starts to listen.
     *
     * @param port 0 for one that is free
     * @throws UncheckedIOException if that address cannot be listened on, because the port is taken, for instance
     */
    public static ApiServer start(SharedEngine engine, String host, int port) {
        Undertow undertow = Undertow.builder()
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, MAX_BODY_BYTES)
                .addHttpListener(port, host)
                .setHandler(Page.before(new BlockingHandler(new Exchanges(engine))))
                .build();
        try {
            undertow.start();
        } catch (RuntimeException e) {
            undertow.stop();
            // Undertow wraps what the socket says.
            if (e.getCause() instanceof IOException cause) {
                throw new UncheckedIOException(
                        "cannot listen on " + host + ":" + port + " (" + cause.getMessage() + ")", cause);
            }
            throw e;
        }
        return new ApiServer(undertow);
    }

    /** The port that is listened on. */
    public int port() {
        InetSocketAddress address =
                (InetSocketAddress) undertow.getListenerInfo().get(0).getAddress();
        return address.getPort();
    }

    /** Stops listening; exchanges under way are cut off. */
    @Override
    public void close() {
        undertow.stop();
    }
}
