package io.github.tolokaconnect.simulator.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.Wire;
import io.github.tolokaconnect.simulator.request.ApiError;

/** The answers that come instead. */
final class Refusal {
    private Refusal() {}

    static ApiError of(Fault fault) {
        if (fault instanceof AnsweringFault.TooManyRequests quota) {
            ObjectNode payload = quota.interval() == null
                    ? null
                    : Wire.JSON
                            .createObjectNode()
                            .put("interval", quota.interval().name());
            return new ApiError(429, "TOO_MANY_REQUESTS", "Too many requests", payload);
        } else if (fault instanceof AnsweringFault.ServerError error) {
            return error.status() == 500
                    ? ApiError.internal()
                    : ApiError.of(error.status(), "REMOTE_SERVICE_UNAVAILABLE", "Service is temporary unavailable");
        } else if (fault instanceof AnsweringFault.TokenRevoked revoked) {
            return revoked.status() == 401
                    ? ApiError.of(401, "AUTHENTICATION_ERROR", "The token does not exist any more")
                    : ApiError.of(403, "ACCESS_DENIED", "Access denied");
        } else if (fault instanceof AnsweringFault.ResetBeforeAnswer) {
            // Nobody will read it; the request is counted all the same.
            return ApiError.internal();
        }
        throw new AssertionError(fault);
    }
}
