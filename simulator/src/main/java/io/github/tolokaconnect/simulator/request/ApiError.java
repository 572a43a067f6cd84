package io.github.tolokaconnect.simulator.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.FieldError;
import io.github.tolokaconnect.simulator.fixture.Wire;
import org.jspecify.annotations.Nullable;

/**
 * An answer that says no.
 *
 * @param status the HTTP status
 * @param code one of the API's error codes
 * @param message a sentence for people
 * @param payload details whose shape depends on the code, null for none
 */
public record ApiError(
        int status, String code, String message, @Nullable ObjectNode payload) {
    /** An error without details. */
    public static ApiError of(int status, String code, String message) {
        return new ApiError(status, code, message, null);
    }

    /** Nothing has this id. */
    public static ApiError doesNotExist() {
        return of(404, "DOES_NOT_EXIST", "There are no results for such parameters");
    }

    /** It belongs to somebody else. */
    public static ApiError accessDenied() {
        return of(403, "ACCESS_DENIED", "Access denied");
    }

    /** The request, or something in it, is not what it must be. */
    public static ApiError validation(ObjectNode payload) {
        return new ApiError(400, "VALIDATION_ERROR", "Validation failed", payload);
    }

    /** The request has more, or larger, items than allowed. */
    public static ApiError tooLarge(String message) {
        return of(413, "ENTITY_TOO_LARGE", message);
    }

    /** The pool, or what else the request is about, is in a status that does not allow it. */
    public static ApiError inappropriateStatus(String... appropriate) {
        ObjectNode payload = Wire.JSON.createObjectNode();
        for (String status : appropriate) {
            payload.withArrayProperty("appropriate_statuses").add(status);
        }
        return new ApiError(
                409,
                "INAPPROPRIATE_STATUS",
                "This or related resource is in inappropriate status, operation is not allowed",
                payload);
    }

    /** The server failed. */
    public static ApiError internal() {
        return of(500, "INTERNAL_ERROR", "Internal Error");
    }

    /** The server failed, and can say why. */
    public static ApiError internal(String reason) {
        return of(500, "INTERNAL_ERROR", "Internal Error: " + reason);
    }

    /** One parameter or field is not what it must be. */
    public static ApiError field(String path, FieldError error) {
        ObjectNode payload = Wire.JSON.createObjectNode();
        payload.set(path, error.toJson());
        return validation(payload);
    }

    /** The error as the API shows it. */
    public ObjectNode toJson(String requestId) {
        ObjectNode json = Wire.JSON
                .createObjectNode()
                .put("request_id", requestId)
                .put("code", code)
                .put("message", message);
        if (payload != null) {
            json.set("payload", payload);
        }
        return json;
    }
}
