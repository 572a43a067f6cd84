package io.github.tolokaconnect.streams.web;

import io.undertow.util.StatusCodes;
import java.util.List;
import java.util.function.Supplier;

/** The calls under {@code /health}: 200 for yes, 503 for no, with the reason. */
final class HealthApi {

    private record View(String status, String reason) {}

    private final Health health;

    HealthApi(Health health) {
        this.health = health;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/health/live", asked -> answer(health::live)),
                Endpoint.get("/health/ready", asked -> answer(health::ready)),
                Endpoint.get("/health/started", asked -> answer(health::started)));
    }

    private static Reply answer(Supplier<Health.Condition> question) {
        Health.Condition condition = question.get();
        return Reply.json(
                condition.isGood() ? StatusCodes.OK : StatusCodes.SERVICE_UNAVAILABLE,
                new View(condition.isGood() ? "UP" : "DOWN", condition.reason()));
    }
}
