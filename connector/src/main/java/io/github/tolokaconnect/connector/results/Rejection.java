package io.github.tolokaconnect.connector.results;

import io.github.tolokaconnect.client.LogEntry;
import io.github.tolokaconnect.client.Problem;
import io.github.tolokaconnect.client.ProblemKind;
import io.github.tolokaconnect.events.ErrorClass;
import io.github.tolokaconnect.events.FieldError;
import io.github.tolokaconnect.events.RawJson;
import io.github.tolokaconnect.events.Role;
import java.util.List;

/**
 * Why the platform did not make a task of a record.
 *
 * @param retriable whether the same record can succeed unchanged
 * @param errors the reasons; one that says so where the platform names none
 */
record Rejection(ErrorClass errorClass, Role role, boolean retriable, List<FieldError> errors) {

    Rejection {
        errors = errors.isEmpty()
                ? List.of(whole(UNSTATED, "The platform refuses the task and does not say why"))
                : List.copyOf(errors);
    }

    private static final String LOOK_FIRST =
            "; if the task is still wanted, look for it in the pool, and write its record again if it is not there";

    /** Code where the operation log does not say which of several equal tasks was created, or says nothing at all. */
    static final String UNMATCHED = "UNMATCHED";
    /** Code where the platform refuses a task without a reason. */
    static final String UNSTATED = io.github.tolokaconnect.client.FieldError.NO_CODE;
    /** Code for a task that was not created because its operation failed. */
    static final String OPERATION_FAILED = "OPERATION_FAILED";

    /** Code for a task of an operation about which nothing more can be done or found out. */
    static final String ABANDONED = "ABANDONED";

    /** The entry of an operation log names what is wrong. */
    static Rejection of(LogEntry entry) {
        if (!entry.errors().isEmpty()) {
            return data(entry.errors());
        }
        if (entry.failure() != null) {
            return of(entry.failure());
        }
        return new Rejection(
                ErrorClass.UNKNOWN,
                Role.CULPRIT,
                false,
                List.of(whole(OPERATION_FAILED, "The operation log says that the task failed, and not why")));
    }

    /** The fields that the platform refused. */
    static Rejection data(List<io.github.tolokaconnect.client.FieldError> errors) {
        return new Rejection(
                ErrorClass.DATA,
                Role.CULPRIT,
                false,
                errors.stream().map(Rejection::field).toList());
    }

    /** The platform refused the whole request, and this record with it. */
    static Rejection of(Problem problem) {
        var errors = problem.fields().isEmpty()
                ? List.of(whole(problem.code(), problem.message()))
                : problem.fields().stream().map(Rejection::field).toList();
        return new Rejection(errorClass(problem.kind()), Role.CULPRIT, isRetriable(problem.kind()), errors);
    }

    /** The record is sound, but its operation was refused or failed because of others. */
    static Rejection collateral(String code) {
        return new Rejection(
                ErrorClass.DATA,
                Role.COLLATERAL,
                true,
                List.of(whole(code, "The task is valid; others of its operation are not, and none was created")));
    }

    /** The operation failed, and the platform does not say why. */
    static Rejection failed() {
        return new Rejection(
                ErrorClass.UNKNOWN,
                Role.CULPRIT,
                true,
                List.of(whole(OPERATION_FAILED, "The operation failed and its log names no reason for this task")));
    }

    /** It is not known whether the task was created. */
    static Rejection unmatched(String message) {
        return new Rejection(ErrorClass.UNKNOWN, Role.CULPRIT, false, List.of(whole(UNMATCHED, message)));
    }

    /** Nothing more can be done for the task or found out about it. */
    static Rejection abandoned(String reason) {
        return new Rejection(ErrorClass.UNKNOWN, Role.CULPRIT, false, List.of(whole(ABANDONED, reason + LOOK_FIRST)));
    }

    static ErrorClass errorClass(ProblemKind kind) {
        return switch (kind) {
            case VALIDATION, TOO_LARGE -> ErrorClass.DATA;
            case POOL -> ErrorClass.POOL;
            case CAPACITY -> ErrorClass.CAPACITY;
            case ACCESS -> ErrorClass.ACCESS;
            case ALREADY_EXISTS, NOT_FOUND, LOGS_ARCHIVED, UNKNOWN -> ErrorClass.UNKNOWN;
        };
    }

    static boolean isRetriable(ProblemKind kind) {
        return kind == ProblemKind.POOL || kind == ProblemKind.CAPACITY || kind == ProblemKind.ACCESS;
    }

    private static FieldError whole(String code, String message) {
        return FieldError.of(null, null, code, message);
    }

    private static FieldError field(io.github.tolokaconnect.client.FieldError error) {
        if (error.path().isEmpty()) {
            return new FieldError(null, null, error.code(), error.message(), Params.json(error.params()));
        }
        return new FieldError(
                error.path(),
                "/" + error.path().replace("~", "~0").replace("/", "~1").replace('.', '/'),
                error.code(),
                error.message(),
                error.params().isEmpty() ? RawJson.EMPTY_ARRAY : Params.json(error.params()));
    }
}
