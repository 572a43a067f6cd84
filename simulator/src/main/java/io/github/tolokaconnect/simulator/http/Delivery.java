package io.github.tolokaconnect.simulator.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.tolokaconnect.simulator.engine.Reply;
import io.github.tolokaconnect.simulator.fault.AnsweringFault;
import io.github.tolokaconnect.simulator.fault.ErrorBody;
import io.github.tolokaconnect.simulator.fault.NetworkFault;
import io.github.tolokaconnect.simulator.fault.Verdict;
import io.github.tolokaconnect.simulator.fixture.Wire;
import io.github.tolokaconnect.simulator.request.ApiRequest;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.SameThreadExecutor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * Lets a request land and its answer leave, as the faults have it that the request meets. Its waiting is in real time, and no
 * thread does it: a timer of the exchange's IO thread hands the exchange back to a worker.
 */
final class Delivery {
    private final SharedEngine engine;

    /** Writes an answer as it should be. */
    @FunctionalInterface
    interface Writer {
        /** Writes it, on a worker thread. */
        void write(HttpServerExchange exchange, Reply reply) throws IOException;
    }

    Delivery(SharedEngine engine) {
        this.engine = engine;
    }

    /** Serves a request to the API, received by now; on a worker thread. */
    void serve(HttpServerExchange exchange, ApiRequest request, Writer usual) throws IOException {
        SharedEngine.Arrival arrival = engine.arrive(request);
        after(arrival.verdict().landsAfter(), exchange, landed -> land(landed, arrival, usual));
    }

    private void land(HttpServerExchange exchange, SharedEngine.Arrival arrival, Writer usual) throws IOException {
        Reply reply = engine.land(arrival);
        Verdict verdict = arrival.verdict();
        after(verdict.leavesAfter(), exchange, leaving -> leave(leaving, reply, verdict, usual));
    }

    private static void after(Duration time, HttpServerExchange exchange, Step step) throws IOException {
        if (time.isZero()) {
            step.take(exchange);
            return;
        }
        HttpHandler handler = step::take;
        exchange.dispatch(SameThreadExecutor.INSTANCE, () -> {
            exchange.getIoThread()
                    .executeAfter(() -> exchange.dispatch(handler), time.toMillis(), TimeUnit.MILLISECONDS);
        });
    }

    private interface Step {
        void take(HttpServerExchange exchange) throws IOException;
    }

    private static void leave(HttpServerExchange exchange, Reply reply, Verdict verdict, Writer usual)
            throws IOException {
        if (verdict.find(AnsweringFault.ResetBeforeAnswer.class).isPresent()) {
            HangUp.reset(exchange);
            return;
        }
        if (verdict.find(NetworkFault.AnswerLost.class).isPresent()) {
            HangUp.close(exchange);
            return;
        }
        verdict.retryAfterSeconds()
                .ifPresent(seconds -> exchange.getResponseHeaders().put(Headers.RETRY_AFTER, seconds));
        boolean isPage = verdict.find(AnsweringFault.ServerError.class)
                .filter(error -> error.body() == ErrorBody.HTML)
                .isPresent();
        boolean isFlowing = verdict.find(NetworkFault.ResetInAnswer.class).isPresent()
                || verdict.find(NetworkFault.AnswerTruncated.class).isPresent()
                || verdict.find(NetworkFault.SlowDrip.class).isPresent();
        if (isPage || (isFlowing && reply.body() != null)) {
            exchange.setStatusCode(reply.status());
            exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, isPage ? "text/html" : "application/json");
            byte[] body = isPage ? ProxyPage.of(reply.status()) : json(reply);
            Flow.of(body.length, verdict).begin(exchange, body);
        } else {
            usual.write(exchange, reply);
        }
    }

    private static byte[] json(Reply reply) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = Wire.JSON.createGenerator(bytes)) {
            Objects.requireNonNull(reply.body()).writeTo(json);
        }
        return bytes.toByteArray();
    }
}
