package io.github.tolokaconnect.streams.web;

import io.undertow.server.HttpHandler;
import io.undertow.server.RoutingHandler;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.util.function.Supplier;

/** The calls under {@code /health}: 200 for yes, 503 for no, with the reason. */
final class HealthApi {

    private record View(String status, String reason) {}

    private final Health health;

    HealthApi(Health health) {
        this.health = health;
    }

    void addTo(RoutingHandler routes) {
        routes.get("/health/live", answer(health::live));
        routes.get("/health/ready", answer(health::ready));
        routes.get("/health/started", answer(health::started));
    }

    private static HttpHandler answer(Supplier<Health.Condition> question) {
        return Calls.answering(exchange -> {
            Health.Condition condition = question.get();
            exchange.setStatusCode(condition.isGood() ? StatusCodes.OK : StatusCodes.SERVICE_UNAVAILABLE);
            exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
            exchange.getResponseSender()
                    .send(Json.bytes(new View(condition.isGood() ? "UP" : "DOWN", condition.reason())));
        });
    }
}
