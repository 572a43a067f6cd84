package io.github.tolokaconnect.connector;

import io.github.tolokaconnect.connector.delivery.Effect;
import io.github.tolokaconnect.connector.metrics.SinkTaskMetrics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Logs what goes wrong and is tried again: each kind at once, and then ever less often for as long as it goes on, however often it
 * happens. A kind that did not happen for a while is news again.
 */
final class Warnings {
    private static final Duration SHORTEST_QUIET = Duration.ofSeconds(10);
    private static final Duration LONGEST_QUIET = Duration.ofMinutes(10);

    private final InstantSource clock;
    private final SinkTaskMetrics metrics;
    private final Consumer<String> log;
    private final Map<String, Said> said = new HashMap<>();

    /** Warnings whose text goes to {@code log}. */
    Warnings(InstantSource clock, SinkTaskMetrics metrics, Consumer<String> log) {
        this.clock = clock;
        this.metrics = metrics;
        this.log = log;
    }

    /** When a kind was said, how long it is not said after that, when it last happened, and how often it was kept quiet. */
    private record Said(Instant at, Duration quiet, Instant last, int suppressed) {

        boolean isQuiet(Instant now) {
            return at.plus(quiet).isAfter(now);
        }

        Said again(Instant now) {
            return new Said(at, quiet, now, suppressed + 1);
        }

        Duration quietAfter(Instant now) {
            boolean isOver = last.plus(LONGEST_QUIET).isBefore(now);
            var longer = quiet.multipliedBy(2);
            return isOver ? SHORTEST_QUIET : longer.compareTo(LONGEST_QUIET) > 0 ? LONGEST_QUIET : longer;
        }
    }

    void say(Effect.Warn warning) {
        var id = warning.message().split(" ", 2)[0];
        metrics.retried(id);
        var now = clock.instant();
        var before = said.get(id);
        if (before != null && before.isQuiet(now)) {
            said.put(id, before.again(now));
            return;
        }
        log.accept(warning.message() + " retryInMs=" + warning.retryIn().toMillis() + " suppressed="
                + (before == null ? 0 : before.suppressed()));
        said.put(id, new Said(now, before == null ? SHORTEST_QUIET : before.quietAfter(now), now, 0));
    }
}
