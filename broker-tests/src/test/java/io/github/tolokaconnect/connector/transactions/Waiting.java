package io.github.tolokaconnect.connector.transactions;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** How these tests wait: on a fact that can be observed, with a deadline, and without a thread of their own. */
final class Waiting {

    private Waiting() {}

    /** Begins a wait for what {@code fact} names. */
    static ConditionFactory until(String fact) {
        return Awaitility.await(fact)
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .atMost(Duration.ofSeconds(60));
    }
}
