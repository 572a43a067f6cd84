package io.github.tolokaconnect.streams.web;

import io.github.tolokaconnect.streams.intake.StateUnavailableException;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.BlockingHandler;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all calls have in common: they read stores, so they leave the I/O thread, and what goes wrong becomes a problem. */
final class Calls {

    private static final Logger LOG = LoggerFactory.getLogger(Calls.class);

    private Calls() {}

    static HttpHandler answering(HttpHandler call) {
        return new BlockingHandler(exchange -> {
            exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
            try {
                call.handleRequest(exchange);
            } catch (InvalidRequestException e) {
                Problem.of(StatusCodes.BAD_REQUEST, String.valueOf(e.getMessage()))
                        .send(exchange);
            } catch (StateUnavailableException e) {
                Problem.of(StatusCodes.SERVICE_UNAVAILABLE, String.valueOf(e.getMessage()))
                        .send(exchange);
            } catch (RuntimeException e) {
                // The last line before the socket: a bug costs one request, and is seen.
                LOG.error("Request failed path={}", exchange.getRequestPath(), e);
                Problem.of(StatusCodes.INTERNAL_SERVER_ERROR, "The application failed to answer; its log says why.")
                        .send(exchange);
            }
        });
    }
}
