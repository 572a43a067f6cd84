package io.github.tolokaconnect.client;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the platform said when it did not do what was asked.
 *
 * @param httpStatus status of the answer; 0 for a step that failed inside an operation
 * @param code the platform's code, such as {@code ACCESS_DENIED}; {@code HTTP_<status>} if the answer carried none
 * @param message for people; no contract, the platform changes it
 * @param requestId what the platform's support asks for
 * @param fields errors that belong to no item in particular, or to the single task of the request
 * @param itemErrors errors by index in the request's array, ascending
 */
public record Problem(
        int httpStatus,
        String code,
        String message,
        @Nullable String requestId,
        ProblemKind kind,
        List<FieldError> fields,
        Map<Integer, List<FieldError>> itemErrors) {

    public Problem {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(kind, "kind");
        fields = List.copyOf(fields);
        itemErrors = Collections.unmodifiableMap(new TreeMap<>(itemErrors));
    }
}
