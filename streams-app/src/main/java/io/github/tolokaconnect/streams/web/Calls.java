package io.github.tolokaconnect.streams.web;

import io.github.tolokaconnect.streams.intake.StateUnavailableException;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all calls have in common: they leave the I/O thread, since they read stores, and what goes wrong becomes a problem. What other
 * instances ask has threads of its own: those that ask wait for it, and must not be able to wait for each other.
 */
final class Calls implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Calls.class);
    private static final int THREADS_FOR_OTHERS = 4;

    private final Tokens tokens;
    private final ExecutorService forOthers = Executors.newFixedThreadPool(THREADS_FOR_OTHERS, work -> {
        Thread thread = new Thread(work, "web-for-others");
        thread.setDaemon(true);
        return thread;
    });

    Calls(Tokens tokens) {
        this.tokens = tokens;
    }

    HttpHandler handler(Endpoint endpoint) {
        return exchange -> {
            HttpHandler answer = dispatched -> answer(endpoint, dispatched).send(dispatched);
            if (Asked.isLocal(exchange)) {
                exchange.dispatch(forOthers, answer);
            } else {
                exchange.dispatch(answer);
            }
        };
    }

    private Reply answer(Endpoint endpoint, HttpServerExchange exchange) {
        exchange.startBlocking();
        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
        try {
            String actor = endpoint.changes()
                    ? tokens.actor(exchange.getRequestHeaders().getFirst("Authorization"))
                    : "";
            return endpoint.call().answer(new Asked(exchange, actor));
        } catch (ProblemException e) {
            return Reply.of(e.problem());
        } catch (StateUnavailableException e) {
            return Reply.of(Problem.unavailable(String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            // The last line before the socket: a bug costs one request, and is seen.
            LOG.error("TLK-903 A request met a defect path={}", endpoint.template(), e);
            return Reply.of(Problem.of(
                    StatusCodes.INTERNAL_SERVER_ERROR, "TLK-903 The application failed to answer; its log says why."));
        }
    }

    @Override
    public void close() {
        forOthers.shutdownNow();
    }
}
