package io.github.tolokaconnect.streams.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.undertow.util.StatusCodes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a request has no answer.
 *
 * @param status HTTP status
 * @param detail what is wrong with this request, and what to do
 * @param field the field, parameter or header that is wrong; absent if it is none of them
 * @param headers headers that belong to it
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457, Problem Details for HTTP APIs</a>
 */
record Problem(int status, String detail, @Nullable String field, Map<String, String> headers) {

    static final String TYPE = "application/problem+json";

    private static final String RETRY_AFTER_SECONDS = "2";

    Problem {
        headers = Map.copyOf(headers);
    }

    static Problem of(int status, String detail) {
        return new Problem(status, detail, null, Map.of());
    }

    /** {@code field} of the request is not as it has to be. */
    static Problem invalid(String field, String detail) {
        return new Problem(StatusCodes.BAD_REQUEST, detail, field, Map.of());
    }

    /** The document in the request says something impossible. */
    static Problem unusable(@Nullable String field, String detail) {
        return new Problem(StatusCodes.UNPROCESSABLE_ENTITY, detail, field, Map.of());
    }

    static Problem notFound(String detail) {
        return of(StatusCodes.NOT_FOUND, detail);
    }

    /** The same request can be answered soon. */
    static Problem unavailable(String detail) {
        return new Problem(StatusCodes.SERVICE_UNAVAILABLE, detail, null, Map.of("Retry-After", RETRY_AFTER_SECONDS));
    }

    Problem with(String header, String value) {
        return new Problem(status, detail, field, Map.of(header, value));
    }

    ProblemException toException() {
        return new ProblemException(this);
    }

    /** Its members; the type is {@code about:blank}, since the status says what kind of problem it is. */
    ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("type", "about:blank")
                .put("title", StatusCodes.getReason(status))
                .put("status", status)
                .put("detail", detail);
        if (field != null) {
            json.put("field", field);
        }
        return json;
    }
}
