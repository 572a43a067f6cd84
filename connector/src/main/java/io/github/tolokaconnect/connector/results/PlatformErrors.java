package io.github.tolokaconnect.connector.results;

import io.github.tolokaconnect.client.Problem;
import io.github.tolokaconnect.events.ErrorAction;
import io.github.tolokaconnect.events.ErrorClass;
import io.github.tolokaconnect.events.PlatformError;
import java.time.Duration;

/** The platform's refusals and failures as events show them. */
final class PlatformErrors {

    private PlatformErrors() {}

    /** An operation ended in FAIL. */
    static PlatformError failed(OperationEnd end) {
        return new PlatformError(
                end.errorClass(),
                Rejection.OPERATION_FAILED,
                null,
                end.rejected() + " tasks were not created and have a validation error each, " + end.retried()
                        + " were not created and are tried again by another operation",
                null,
                end.retried() > 0,
                null,
                end.retried() > 0 ? ErrorAction.NEW_ATTEMPT : ErrorAction.RECORDS_REPORTED,
                null);
    }

    /** Nothing more can be done for an operation or found out about it. */
    static PlatformError abandoned(String reason) {
        return new PlatformError(
                ErrorClass.UNKNOWN,
                Rejection.ABANDONED,
                null,
                reason
                        + "; each of its records has a validation error, look for its tasks in the pool before any is sent again",
                null,
                false,
                null,
                ErrorAction.RECORDS_REPORTED,
                null);
    }

    /** A request was refused for now, and is sent again after {@code retryIn}. */
    static PlatformError held(Problem problem, Duration retryIn) {
        // What the client calls throttled is a matter of the account's quota, whatever its code is.
        var errorClass = Rejection.errorClass(problem.kind());
        return new PlatformError(
                errorClass.equals(ErrorClass.UNKNOWN) ? ErrorClass.CAPACITY : errorClass,
                problem.code(),
                problem.httpStatus() == 0 ? null : problem.httpStatus(),
                problem.message(),
                problem.requestId(),
                true,
                retryIn,
                ErrorAction.PARTITIONS_PAUSED,
                null);
    }

    /** A request was refused, and {@code action} followed. */
    static PlatformError refused(Problem problem, ErrorAction action) {
        return new PlatformError(
                Rejection.errorClass(problem.kind()),
                problem.code(),
                problem.httpStatus() == 0 ? null : problem.httpStatus(),
                problem.message(),
                problem.requestId(),
                Rejection.isRetriable(problem.kind()),
                null,
                action,
                null);
    }
}
