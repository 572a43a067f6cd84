package io.github.tolokaconnect.client;

import java.time.Duration;

/** Whether a call may leave now. */
public sealed interface Grant {

    /** It may, and has been counted. */
    record Granted() implements Grant {}

    /**
     * It may not, and nothing was counted.
     *
     * @param atLeast how long the same question is useless; positive
     */
    record Wait(Duration atLeast) implements Grant {
        public Wait {
            if (atLeast.isNegative() || atLeast.isZero()) {
                throw new IllegalArgumentException("atLeast=" + atLeast + " is not positive");
            }
        }
    }
}
