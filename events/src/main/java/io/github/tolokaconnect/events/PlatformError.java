package io.github.tolokaconnect.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why the platform refused a request or failed an operation.
 *
 * @param errorClass what has to change
 * @param code the platform's code, or the connector's own where the platform gave none
 * @param httpStatus HTTP status of the answer; absent without an answer
 * @param message the platform's message; wording is not part of the contract
 * @param requestId the platform's id of the request, which its support asks for
 * @param retriable whether the same records can succeed unchanged
 * @param retryAfter earliest useful time of the next try, counted from the event
 * @param action what the connector did about it
 * @param help where this code is explained
 */
public record PlatformError(
        @JsonProperty("class") ErrorClass errorClass,
        String code,
        @Nullable Integer httpStatus,
        @Nullable String message,
        @Nullable String requestId,
        boolean retriable,
        @JsonProperty("retry_after_ms") @Nullable Duration retryAfter,
        @Nullable ErrorAction action,
        @Nullable String help) {}
