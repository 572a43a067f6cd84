package io.github.tolokaconnect.simulator.engine;

import io.github.tolokaconnect.simulator.request.ApiError;
import io.github.tolokaconnect.simulator.request.Call;
import java.time.Instant;
import java.util.List;

/** Answers the calls about operations. */
final class OperationCalls {
    private final Operations operations;
    private final Refusals refusals;

    OperationCalls(Operations operations, Refusals refusals) {
        this.operations = operations;
        this.refusals = refusals;
    }

    Reply read(Call.ReadOperation read, Instant now) {
        return refusals.found(operations.operation(read.id()), operation -> Reply.of(200, operation.toJson(now)));
    }

    Reply list(Call.ListOperations list, Instant now) {
        return Reply.page(operations.select(list.query()), operation -> operation.toJson(now));
    }

    Reply readLog(Call.ReadOperationLog read, LogDistortion distortion) {
        return refusals.found(operations.operation(read.id()), operation -> log(operation, distortion));
    }

    private Reply log(Operation operation, LogDistortion distortion) {
        if (!operation.submission().work().type().equals(Work.CreateTasks.TYPE)) {
            return refusals.refuse(ApiError.of(
                    409, "INVALID_OPERATION_TYPE", "Only operations that create tasks have an operation log"));
        }
        return Reply.of(200, json -> {
            List<LogEntry> entries = operation instanceof Operation.Finished finished
                    ? finished.outcome().log()
                    : List.of();
            if (!distortion.equals(LogDistortion.NONE)) {
                DistortedLog.of(entries, distortion).writeTo(json);
                return;
            }
            json.writeStartArray();
            for (LogEntry entry : entries) {
                entry.writeTo(json);
            }
            json.writeEndArray();
        });
    }
}
