package io.github.tolokaconnect.chaos;

import io.github.tolokaconnect.chaos.verdict.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Whether everything is over: each record has a result, the connector has nothing left to read, to follow or to publish, and for longer than
 * any request can have been delayed nothing has happened any more. Not safe for several threads.
 */
final class Settlement {

    private static final Duration QUIET = Duration.ofSeconds(8);

    private final long records;
    private final BrokerView broker;
    private final Platform platform;
    private final ResultReader results;
    private final Evidence evidence;
    private final InstantSource clock;
    private State last = new State(-1, -1, -1);
    private Instant since;

    private record State(long operations, long tasks, long events) {}

    Settlement(
            long records,
            BrokerView broker,
            Platform platform,
            ResultReader results,
            Evidence evidence,
            InstantSource clock) {
        this.records = records;
        this.broker = broker;
        this.platform = platform;
        this.results = results;
        this.evidence = evidence;
        this.clock = clock;
        this.since = clock.instant();
    }

    /** What is still missing, if something is. */
    Optional<String> missing() {
        results.readAll();
        var audit = platform.audit();
        var state = new State(audit.operations(), audit.tasks(), evidence.events());
        var now = clock.instant();
        if (!state.equals(last)) {
            last = state;
            since = now;
        }
        if (evidence.withResult() < records) {
            return Optional.of((records - evidence.withResult()) + " records have no result event");
        }
        if (platform.hasUnfinishedOperations()) {
            return Optional.of("operations of the platform have not ended");
        }
        var lag = broker.lag(ConnectorSettings.GROUP);
        if (lag != 0) {
            return Optional.of("the connector has not committed " + lag + " records of its source topics");
        }
        if (broker.hasOpenTransaction()) {
            return Optional.of("a transaction in the result topics is still open");
        }
        return Duration.between(since, now).compareTo(QUIET) < 0
                ? Optional.of("something happened within the last " + QUIET.toSeconds() + " s")
                : Optional.empty();
    }
}
