package io.github.tolokaconnect.client.http;

import io.github.tolokaconnect.client.FieldError;
import io.github.tolokaconnect.client.ProblemKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the platform's error codes, and HTTP statuses without a known code, ask of a caller. Codes come first. */
final class Refusals {

    static final String TOO_MANY_REQUESTS = "TOO_MANY_REQUESTS";
    private static final String TOO_MANY_BYTES = "OBJECT_SIZE_BYTES_GREATER_THAN_MAX";

    /** Codes that promise nothing and refuse nothing. */
    private static final Set<String> UNAVAILABLE = Set.of("INTERNAL_ERROR", "REMOTE_SERVICE_UNAVAILABLE");

    /** Statuses between 400 and 499 that are no refusal: a request that came too slowly, and a proxy without credential. */
    private static final Set<Integer> UNAVAILABLE_STATUS = Set.of(407, 408, 425);

    private static final Map<String, ProblemKind> KINDS = kinds();

    private Refusals() {}

    static boolean isThrottled(int status, String code) {
        return code.equals(TOO_MANY_REQUESTS) || (status == 429 && !isKnown(code));
    }

    static boolean isUnavailable(int status, String code) {
        if (isKnown(code)) {
            return UNAVAILABLE.contains(code);
        }
        return status < 400 || status >= 500 || UNAVAILABLE_STATUS.contains(status);
    }

    static ProblemKind kind(
            int status, String code, List<FieldError> fields, Map<Integer, List<FieldError>> itemErrors) {
        ProblemKind kind = KINDS.getOrDefault(code, ProblemKind.UNKNOWN);
        if (kind == ProblemKind.UNKNOWN && !isKnown(code)) {
            kind = kindOf(status, !fields.isEmpty() || !itemErrors.isEmpty());
        }
        boolean tooLarge = itemErrors.isEmpty()
                && fields.stream().anyMatch(field -> field.code().equals(TOO_MANY_BYTES));
        return kind == ProblemKind.VALIDATION && tooLarge ? ProblemKind.TOO_LARGE : kind;
    }

    private static ProblemKind kindOf(int status, boolean hasFieldErrors) {
        return switch (status) {
            case 400, 422 -> hasFieldErrors ? ProblemKind.VALIDATION : ProblemKind.UNKNOWN;
            case 401, 403 -> ProblemKind.ACCESS;
            case 404, 410 -> ProblemKind.NOT_FOUND;
            case 413 -> ProblemKind.TOO_LARGE;
            default -> ProblemKind.UNKNOWN;
        };
    }

    private static boolean isKnown(String code) {
        return KINDS.containsKey(code) || UNAVAILABLE.contains(code) || code.equals(TOO_MANY_REQUESTS);
    }

    private static Map<String, ProblemKind> kinds() {
        Map<String, ProblemKind> kinds = new HashMap<>();
        put(kinds, ProblemKind.VALIDATION, "VALIDATION_ERROR", "TASK_VALIDATION_ERROR");
        put(kinds, ProblemKind.ALREADY_EXISTS, "OPERATION_ALREADY_EXISTS");
        put(kinds, ProblemKind.TOO_LARGE, "ENTITY_TOO_LARGE", TOO_MANY_BYTES);
        put(
                kinds,
                ProblemKind.POOL,
                "INAPPROPRIATE_STATUS",
                "POOL_INAPPROPRIATE_STATUS",
                "PROJECT_INAPPROPRIATE_STATUS",
                "MIXER_CONFIG_REQUIRED",
                "POOL_LOCKED_BY_ANOTHER_OPERATION",
                "POOL_TASK_TYPE_CONFLICT",
                "POOL_IS_TRAINING",
                "EMPTY_POOL");
        put(
                kinds,
                ProblemKind.ACCESS,
                "ACCESS_DENIED",
                "AUTHENTICATION_ERROR",
                "OAUTH_AUTHENTICATION_ERROR",
                "NEED_PHONE_CONFIRMATION",
                "ACCOUNT_MUST_BE_IDENTIFIED");
        put(kinds, ProblemKind.NOT_FOUND, "DOES_NOT_EXIST", "NOT_FOUND");
        put(
                kinds,
                ProblemKind.CAPACITY,
                "TASKS_CREATION_DOES_NOT_FIT_QUOTA",
                "POOL_TASKS_COUNT_EXCEEDED",
                "POOL_TASK_SUITES_COUNT_EXCEEDED",
                "POOL_ASSIGNMENTS_COUNT_EXCEEDED",
                "NOT_ENOUGH_BALANCE");
        put(kinds, ProblemKind.LOGS_ARCHIVED, "OPERATION_LOGS_ARCHIVED");
        return Map.copyOf(kinds);
    }

    private static void put(Map<String, ProblemKind> kinds, ProblemKind kind, String... codes) {
        for (String code : codes) {
            kinds.put(code, kind);
        }
    }
}
