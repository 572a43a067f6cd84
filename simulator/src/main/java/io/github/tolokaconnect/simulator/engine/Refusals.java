package io.github.tolokaconnect.simulator.engine;

import io.github.tolokaconnect.simulator.fixture.Wire;
import io.github.tolokaconnect.simulator.request.ApiError;
import java.util.Optional;
import java.util.function.Function;

/** Makes the answers that say no, each with a request id of its own. */
final class Refusals {
    private final Chance requestIds;
    private long rejected429;

    Refusals(Chance requestIds) {
        this.requestIds = requestIds;
    }

    Reply refuse(ApiError error) {
        if (error.status() == 429) {
            rejected429++;
        }
        return Reply.of(error.status(), error.toJson(requestIds.uuid().toString()));
    }

    /** A request beyond a quota; the API names the interval of a task quota, and none for requests per second. */
    Reply tooManyRequests(Optional<QuotaMeter.Interval> interval) {
        return refuse(new ApiError(
                429,
                "TOO_MANY_REQUESTS",
                "Too many requests",
                interval.map(exceeded -> Wire.JSON.createObjectNode().put("interval", exceeded.name()))
                        .orElse(null)));
    }

    /** The reply about what was asked for, if it exists. */
    <T> Reply found(Optional<T> value, Function<T, Reply> reply) {
        return value.map(reply).orElseGet(() -> refuse(ApiError.doesNotExist()));
    }

    /** How many requests were refused because of a quota. */
    long rejected429() {
        return rejected429;
    }
}
