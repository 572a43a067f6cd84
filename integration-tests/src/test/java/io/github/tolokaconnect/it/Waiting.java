package io.github.tolokaconnect.it;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** How these tests wait: on a fact that can be observed, with a deadline, and without a thread of their own. */
public final class Waiting {

    private static final Duration DEADLINE = Duration.ofSeconds(Long.getLong("it.deadline.seconds", 60));
    private static final Duration BETWEEN_TWO_LOOKS = Duration.ofMillis(50);

    private Waiting() {}

    /** Begins a wait for what {@code fact} names. */
    public static ConditionFactory until(String fact) {
        return Awaitility.await(fact)
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(BETWEEN_TWO_LOOKS)
                .atMost(DEADLINE);
    }
}
