package io.github.tolokaconnect.connector;

import io.github.tolokaconnect.client.Pacing;
import io.github.tolokaconnect.connector.config.ConnectorConfig;
import io.github.tolokaconnect.connector.delivery.Delivery;
import io.github.tolokaconnect.connector.metrics.SinkTaskMetrics;
import io.github.tolokaconnect.events.CircuitState;
import io.github.tolokaconnect.events.ConnectorRef;
import io.github.tolokaconnect.events.EventIds;
import io.github.tolokaconnect.events.Heartbeat;
import io.github.tolokaconnect.events.SinkTaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Tells at regular times that a sink task lives, and how it is doing. */
final class Heart {
    private final ConnectorRef connector;
    private final Duration interval;
    private final double requestsPerSecond;
    private final long fuse;
    private final Pacing pacing;
    private final SinkTaskMetrics metrics;
    private Instant nextBeat = Instant.MIN;
    private Optional<Instant> lastSuccess = Optional.empty();
    private long createdBefore;

    Heart(ConnectorConfig config, ConnectorRef connector, Pacing pacing, SinkTaskMetrics metrics) {
        this.connector = connector;
        this.interval = config.observation().heartbeatInterval();
        this.requestsPerSecond = config.pacing().limitsOf(config.share()).requestsPerSecond();
        long tasksPerDay = config.safety().maxTasksPerDay();
        this.fuse = tasksPerDay == -1 ? -1 : config.share().of(tasksPerDay);
        this.pacing = pacing;
        this.metrics = metrics;
    }

    /** The heartbeat that is due, if one is. */
    Optional<Heartbeat> beat(
            Delivery.View view, Collection<TopicPartition> assigned, Collection<TopicPartition> paused, Instant now) {
        if (view.totals().created() > createdBefore) {
            createdBefore = view.totals().created();
            lastSuccess = Optional.of(now);
        }
        if (nextBeat.isAfter(now)) {
            return Optional.empty();
        }
        nextBeat = now.plus(interval);
        var state = paused.isEmpty() ? SinkTaskState.RUNNING : SinkTaskState.PAUSED;
        return Optional.of(heartbeat(state, null, view, assigned, paused, now));
    }

    /** The last heartbeat, of a sink task that the error {@code failure} stops; null if the error has no id. */
    Heartbeat last(
            @Nullable String failure,
            Delivery.View view,
            Collection<TopicPartition> assigned,
            Collection<TopicPartition> paused,
            Instant now) {
        return heartbeat(SinkTaskState.FAILED, failure, view, assigned, paused, now);
    }

    private Heartbeat heartbeat(
            SinkTaskState state,
            @Nullable String failure,
            Delivery.View view,
            Collection<TopicPartition> assigned,
            Collection<TopicPartition> paused,
            Instant now) {
        var totals = view.totals();
        return new Heartbeat(
                EventIds.heartbeat(connector, now),
                now,
                connector,
                state,
                failure,
                names(assigned),
                names(paused),
                view.heldRecords(),
                view.recordsUnaccounted(),
                view.inFlight(),
                view.oldestInFlight().orElse(null),
                view.accountBlocked() ? CircuitState.OPEN : CircuitState.CLOSED,
                new Heartbeat.Rate(
                        requestsPerSecond, pacing.requestsLeft(), view.tasksToday(), fuse == -1 ? null : fuse),
                new Heartbeat.Totals(
                        totals.received(),
                        totals.created(),
                        totals.rejected(),
                        0, // a redelivered record is counted once, as received
                        0, // what goes to the dead letter queue is rejected as well
                        totals.skipped(),
                        totals.abandoned(),
                        metrics.throttled(),
                        metrics.serverErrors(),
                        metrics.authFailures(),
                        view.fuseTripped(),
                        metrics.resultsFailed()),
                lastSuccess.orElse(null),
                null);
    }

    private static List<String> names(Collection<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::toString).sorted().toList();
    }
}
