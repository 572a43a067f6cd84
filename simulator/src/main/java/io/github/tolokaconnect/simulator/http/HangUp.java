package io.github.tolokaconnect.simulator.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.SameThreadExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.xnio.IoUtils;
import org.xnio.Options;

/** Ends a connection instead of an exchange. */
final class HangUp {
    private HangUp() {}

    /** Closes the connection as one does who has nothing more to say. */
    static void close(HttpServerExchange exchange) {
        // Dispatched, so that nobody writes an answer when the handler returns.
        exchange.dispatch(SameThreadExecutor.INSTANCE, () -> IoUtils.safeClose(exchange.getConnection()));
    }

    /** Resets the connection, as a machine does that has lost it. */
    static void reset(HttpServerExchange exchange) {
        exchange.dispatch(SameThreadExecutor.INSTANCE, () -> resetNow(exchange));
    }

    /** The same, where no handler is to return. */
    static void resetNow(HttpServerExchange exchange) {
        try {
            // SO_LINGER of 0: closing sends RST, and what is still to be sent is dropped.
            exchange.getConnection().setOption(Options.CLOSE_ABORT, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            IoUtils.safeClose(exchange.getConnection());
        }
    }
}
