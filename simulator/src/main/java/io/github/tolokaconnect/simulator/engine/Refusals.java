package io.github.tolokaconnect.simulator.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.Wire;
import io.github.tolokaconnect.simulator.reading.Reading;
import io.github.tolokaconnect.simulator.reading.Readings;
import io.github.tolokaconnect.simulator.request.ApiError;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Makes the answers that say no, each with a request id of its own. */
final class Refusals {
    private final Chance requestIds;
    private final Readings readings;
    private final QuotaMeter quotas;
    private long rejected429;

    Refusals(Chance requestIds, QuotaMeter quotas, Readings readings) {
        this.requestIds = requestIds;
        this.quotas = quotas;
        this.readings = readings;
    }

    Reply refuse(ApiError error) {
        if (error.status() == 429) {
            rejected429++;
        }
        String uuid = requestIds.uuid().toString();
        return Reply.of(
                error.status(), error.toJson(readings.isOther(Reading.REQUEST_IDS) ? uuid.replace("-", "") : uuid));
    }

    /** A request beyond a quota; the API names the interval of a task quota, and none for requests per second. */
    Reply tooManyRequests(QuotaMeter.Exceeded exceeded) {
        ObjectNode payload = Wire.JSON.createObjectNode();
        if (exceeded.interval() != null) {
            payload.put("interval", exceeded.interval().name());
        }
        if (readings.isOther(Reading.QUOTA_PAYLOAD)) {
            payload.put("limit", exceeded.limit());
        }
        Reply reply =
                refuse(new ApiError(429, "TOO_MANY_REQUESTS", "Too many requests", payload.isEmpty() ? null : payload));
        return readings.isOther(Reading.RETRY_AFTER)
                ? new Reply(reply.status(), Map.of("Retry-After", retryAfter(exceeded)), reply.body())
                : reply;
    }

    /** Whole seconds, rounded up, so that whoever waits them does not come too early (RFC 9110, section 10.2.3). */
    private String retryAfter(QuotaMeter.Exceeded exceeded) {
        Duration wait = Duration.between(quotas.now(), exceeded.until());
        return Long.toString(wait.plusSeconds(1).minusNanos(1).toSeconds());
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
