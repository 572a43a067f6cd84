package io.github.tolokaconnect.streams.monitor;

import java.util.Locale;
import java.util.Optional;

/** How an operation stands, in the four words that a dashboard filters by; each operation is in exactly one. */
public enum OperationState {
    /** Planned, submitted or running, and within its deadline. */
    IN_FLIGHT,
    /** Past its deadline, still polled. */
    STUCK,
    /** Ended without creating a task, or as FAIL or REJECTED. */
    FAILED,
    /** Ended, and created at least one task. */
    FINISHED;

    /** The word in URLs, JSON and store keys, such as {@code in-flight}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The state with the given word. */
    public static Optional<OperationState> ofWord(String word) {
        for (OperationState state : values()) {
            if (state.word().equals(word)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }
}
