package io.github.tolokaconnect.simulator.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** An answer, or none, in the place of carrying the request out. */
public sealed interface AnsweringFault extends Fault {
    @Override
    default Place place() {
        return Place.INSTEAD;
    }

    /**
     * A quota is said to be exceeded; 429.
     *
     * @param interval what the quota counts by; null for that of requests per second, whose answer names none
     * @param retryAfter seconds in the {@code Retry-After} header, null for no header
     */
    record TooManyRequests(
            @Nullable QuotaInterval interval, @Nullable Integer retryAfter) implements AnsweringFault {
        /** Checks the ranges. */
        public TooManyRequests {
            Ranges.checkNumber(retryAfter, 0, Ranges.MAX_SECONDS);
        }

        @Override
        public String kind() {
            return "too-many-requests";
        }

        @Override
        public void putInto(ObjectNode json) {
            json.put("interval", interval == null ? null : interval.name()).put("retry_after", retryAfter);
        }
    }

    /**
     * The server fails, or what stands before it does.
     *
     * @param status 500, 502, 503 or 504
     * @param body the API's envelope, or a page as of a proxy
     * @param retryAfter seconds in the {@code Retry-After} header, null for no header
     */
    record ServerError(int status, ErrorBody body, @Nullable Integer retryAfter) implements AnsweringFault {
        /** Checks the ranges. */
        public ServerError {
            Ranges.checkChoice(status, Ranges.SERVER_ERRORS);
            Ranges.checkNumber(retryAfter, 0, Ranges.MAX_SECONDS);
        }

        @Override
        public String kind() {
            return "server-error";
        }

        @Override
        public void putInto(ObjectNode json) {
            json.put("status", status).put("body", body.toString()).put("retry_after", retryAfter);
        }
    }

    /**
     * The credential is refused.
     *
     * @param status 401 or 403
     */
    record TokenRevoked(int status) implements AnsweringFault {
        /** Checks the ranges. */
        public TokenRevoked {
            Ranges.checkChoice(status, Ranges.TOKEN_ERRORS);
        }

        @Override
        public String kind() {
            return "token-revoked";
        }

        @Override
        public void putInto(ObjectNode json) {
            json.put("status", status);
        }
    }

    /** The connection is reset, and the request is not carried out. */
    record ResetBeforeAnswer() implements AnsweringFault {
        @Override
        public String kind() {
            return "reset-before-answer";
        }
    }
}
