package io.github.tolokaconnect.simulator.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An operation of a simulation, as a test looks at it.
 *
 * @param id chosen by the client or by the simulation
 * @param type such as {@code TASK.BATCH_CREATE}
 * @param status {@code PENDING}, {@code RUNNING}, {@code SUCCESS} or {@code FAIL}
 * @param submitted in UTC, to the millisecond
 * @param finished null until it has ended
 * @param counters null until it has ended, and for types that count nothing
 */
public record SimulatedOperation(
        String id,
        String type,
        String status,
        Instant submitted,
        @Nullable Instant finished,
        @Nullable Counters counters) {

    /**
     * What became of the tasks of one operation.
     *
     * @param total tasks of the request
     * @param valid those that passed validation
     * @param notValid those that did not
     * @param success those that were created
     * @param failed those that were not
     */
    public record Counters(int total, int valid, int notValid, int success, int failed) {
        static Counters of(JsonNode details) {
            return new Counters(
                    details.path("total_count").intValue(),
                    details.path("valid_count").intValue(),
                    details.path("not_valid_count").intValue(),
                    details.path("success_count").intValue(),
                    details.path("failed_count").intValue());
        }
    }

    static SimulatedOperation of(Operation operation) {
        Operation.Submission submission = operation.submission();
        Operation.Finished end = operation instanceof Operation.Finished finished ? finished : null;
        return new SimulatedOperation(
                submission.id().value(),
                submission.work().type(),
                operation.status(),
                submission.submitted(),
                end == null ? null : submission.finishesAt(),
                end == null || end.outcome().details() == null
                        ? null
                        : Counters.of(end.outcome().details().toJson()));
    }
}
