package io.github.tolokaconnect.simulator.engine;

import io.github.tolokaconnect.simulator.workforce.Workforce;
import org.jspecify.annotations.Nullable;

/**
 * Who answers the tasks of a simulation, and who is told.
 *
 * @param workforce how people work
 * @param handsOutAnswers whether answers are kept until somebody fetches them with {@link Engine#fetch}
 * @param webhook told of every accepted answer of every pool, null for nobody
 */
public record Staffing(
        Workforce workforce,
        boolean handsOutAnswers,
        @Nullable Webhook webhook) {
    /** Nobody works. */
    public static final Staffing NONE = new Staffing(Workforce.NONE, false, null);
}
