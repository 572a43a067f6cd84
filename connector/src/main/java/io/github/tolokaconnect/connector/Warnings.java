package io.github.tolokaconnect.connector;

import io.github.tolokaconnect.connector.delivery.Effect;
import io.github.tolokaconnect.connector.metrics.SinkTaskMetrics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Logs what goes wrong and is tried again: each kind at once, and then at most every ten seconds, however often it happens. */
final class Warnings {
    private static final Duration QUIET = Duration.ofSeconds(10);

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

    private record Said(Instant at, int since) {}

    void say(Effect.Warn warning) {
        var code = warning.message().split(" ", 2)[0];
        metrics.retried(code);
        var now = clock.instant();
        var last = said.get(code);
        if (last != null && last.at().plus(QUIET).isAfter(now)) {
            said.put(code, new Said(last.at(), last.since() + 1));
            return;
        }
        log.accept(warning.message() + " retryInMs=" + warning.retryIn().toMillis() + " suppressed="
                + (last == null ? 0 : last.since()));
        said.put(code, new Said(now, 0));
    }
}
