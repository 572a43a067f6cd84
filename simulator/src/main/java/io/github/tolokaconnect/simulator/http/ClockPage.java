package io.github.tolokaconnect.simulator.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.engine.Reply;
import io.github.tolokaconnect.simulator.fixture.Wire;
import io.github.tolokaconnect.simulator.request.ApiError;
import io.github.tolokaconnect.simulator.request.ApiRequest;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;

/** {@code /_clock}: shows the time of the simulation, and advances it. */
final class ClockPage {
    private final SharedEngine engine;

    ClockPage(SharedEngine engine) {
        this.engine = engine;
    }

    Reply answer(ApiRequest request) {
        return switch (request.method()) {
            case "GET" -> show();
            case "POST" -> advance(request);
            default -> engine.decline(ApiError.of(405, "METHOD_NOT_ALLOWED", "This path allows GET and POST only"));
        };
    }

    private Reply show() {
        SimulationClock clock = engine.clock();
        ObjectNode page = Wire.JSON
                .createObjectNode()
                .put("now", Wire.date(clock.instant()))
                .put("mode", clock.isDriven() ? "driven" : "real");
        return Reply.of(200, json -> json.writeTree(page));
    }

    private Reply advance(ApiRequest request) {
        Duration step;
        try (JsonParser parser = Wire.JSON.createParser(request.body().text())) {
            step = Duration.parse(Wire.tree(parser).path("advance").asText());
        } catch (IOException | DateTimeException e) {
            return refuse("The body must be {\"advance\":\"PT1H30M\"}, with an ISO 8601 duration");
        }
        try {
            engine.advance(step);
        } catch (DateTimeException e) {
            return refuse("Time only goes forward, and no further than the year 2099");
        }
        return show();
    }

    private Reply refuse(String message) {
        return engine.decline(ApiError.of(400, "VALIDATION_ERROR", message));
    }
}
