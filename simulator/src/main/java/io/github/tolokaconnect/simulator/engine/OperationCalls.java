package io.github.tolokaconnect.simulator.engine;

import io.github.tolokaconnect.simulator.reading.Reading;
import io.github.tolokaconnect.simulator.reading.Readings;
import io.github.tolokaconnect.simulator.request.ApiError;
import io.github.tolokaconnect.simulator.request.Call;
import java.time.Instant;
import java.util.Optional;

/** Answers the calls about operations. */
final class OperationCalls {
    private final Operations operations;
    private final Refusals refusals;
    private final Readings readings;

    OperationCalls(Operations operations, Refusals refusals, Readings readings) {
        this.operations = operations;
        this.refusals = refusals;
        this.readings = readings;
    }

    Reply read(Call.ReadOperation read, Instant now) {
        return refusals.found(operations.operation(read.id()), operation -> Reply.of(200, operation.toJson(now)));
    }

    Reply list(Call.ListOperations list, Instant now) {
        return Reply.page(operations.select(list.query()), operation -> operation.toJson(now));
    }

    Reply readLog(Call.ReadOperationLog read, LogDistortion distortion, Instant now) {
        return refusals.found(
                operations.operation(read.id()),
                operation ->
                        unreadable(operation, now).map(refusals::refuse).orElseGet(() -> log(operation, distortion)));
    }

    /** Why the operation has no log to be read, if so. */
    private Optional<ApiError> unreadable(Operation operation, Instant now) {
        if (!operation.submission().work().type().equals(Work.CreateTasks.TYPE)) {
            return readings.isOther(Reading.OTHER_LOG)
                    ? Optional.empty()
                    : Optional.of(ApiError.of(
                            409, "INVALID_OPERATION_TYPE", "Only operations that create tasks have an operation log"));
        }
        if (!(operation instanceof Operation.Finished)) {
            return readings.isOther(Reading.UNFINISHED_LOG)
                    ? Optional.of(ApiError.of(409, "CONFLICT_STATE", "The operation has not ended yet"))
                    : Optional.empty();
        }
        if (now.isBefore(operation.submission().archivesAt())) {
            return Optional.empty();
        }
        return Optional.of(
                readings.isOther(Reading.ARCHIVED_LOG)
                        ? ApiError.doesNotExist()
                        : ApiError.of(
                                409,
                                "OPERATION_LOGS_ARCHIVED",
                                "Operation logs are kept for one month after the end of the operation"));
    }

    private static Reply log(Operation operation, LogDistortion distortion) {
        LogBody body = new LogBody(operation);
        return Reply.of(
                200,
                distortion.equals(LogDistortion.NONE)
                        ? body
                        : json -> DistortedLog.of(body.entries(), distortion).writeTo(json));
    }
}
