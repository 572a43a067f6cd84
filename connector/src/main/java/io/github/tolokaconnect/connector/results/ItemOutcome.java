package io.github.tolokaconnect.connector.results;

import io.github.tolokaconnect.client.TaskId;
import org.jspecify.annotations.Nullable;

/** What became of one item of an operation. */
sealed interface ItemOutcome {

    /** How much it proves: of two outcomes of one item, the one that weighs more counts. */
    int weight();

    /** The item is a task. */
    record Created(TaskId task) implements ItemOutcome {
        @Override
        public int weight() {
            return 3;
        }
    }

    /**
     * The item is reported as a validation error.
     *
     * @param logType type of the entry in the operation log that says so; absent if none does
     */
    record Rejected(@Nullable String logType, Rejection why) implements ItemOutcome {
        @Override
        public int weight() {
            return 2;
        }
    }

    /**
     * The item certainly is no task, for a reason that may pass.
     *
     * @param logType type of the entry in the operation log that says so; absent if none does
     */
    record Retriable(@Nullable String logType, Rejection why) implements ItemOutcome {
        @Override
        public int weight() {
            return 1;
        }

        /** The same, if it is not tried again. */
        Rejected rejected() {
            return new Rejected(logType, why);
        }
    }
}
