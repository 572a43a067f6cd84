package io.github.tolokaconnect.connector.delivery;

import io.github.tolokaconnect.client.CreatedTasks;
import io.github.tolokaconnect.client.Operation;
import io.github.tolokaconnect.client.Problem;
import io.github.tolokaconnect.connector.delivery.Submission.Facts;
import io.github.tolokaconnect.connector.delivery.Submission.Progress;
import io.github.tolokaconnect.connector.intake.Intake;
import io.github.tolokaconnect.events.Status;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that people are to be told; one or more events of the result topics. */
public sealed interface Publication {

    /** An operation entered a state in which nothing ends. */
    record Entered(
            Facts facts,
            Status status,
            Status previous,
            @Nullable Progress progress,
            @Nullable Operation operation) implements Publication {}

    /** A request was refused for now and is sent again after {@code retryIn}, under the same operation id. */
    record Held(Facts facts, Problem problem, Duration retryIn) implements Publication {}

    /** A request was refused and its records are tried again in smaller ones. */
    record Split(Facts facts, Problem problem) implements Publication {}

    /**
     * An operation ended: an event for every record, then the terminal state.
     *
     * @param retried whether its {@linkplain Findings#retriable() retriable} records are tried again by another operation, so that
     *     nothing is said about them; else they are rejected
     */
    record Ended(Facts facts, Progress progress, Operation operation, Findings findings, boolean retried)
            implements Publication {}

    /** A synchronous request created tasks: an event for every record, then the terminal state. */
    record Created(Facts facts, Progress progress, CreatedTasks created) implements Publication {}

    /** The platform refused a request for good: a validation error for every record, then REJECTED. */
    record Rejected(Facts facts, Problem problem) implements Publication {}

    /**
     * Nothing more can be done for an operation or found out about it: a validation error for every record, then the terminal
     * state.
     *
     * @param reason why, for people
     */
    record Abandoned(Facts facts, String reason) implements Publication {}

    /** Records were refused before a request: a validation error for each. */
    record Refused(List<Intake.Refused> refused) implements Publication {
        public Refused {
            refused = List.copyOf(refused);
        }
    }
}
