package io.github.tolokaconnect.streams.web;

import io.github.tolokaconnect.events.Heartbeat;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The connectors in the API, as their last heartbeats say. {@code known} is false while no instance can tell. */
record ConnectorsView(String asOf, boolean known, List<Connector> connectors, List<String> missing) {

    record Connector(String connector, List<SinkTask> sinkTasks) {}

    record Totals(
            long received,
            long created,
            long rejected,
            long deduplicated,
            long deadLettered,
            long skipped,
            long abandoned) {}

    /** A sink task of a connector. */
    record SinkTask(
            int task,
            String state,
            String at,
            long silentMs,
            List<String> assigned,
            List<String> paused,
            long bufferedRecords,
            int inflightOperations,
            @Nullable Long oldestInflightMs,
            String circuit,
            Totals totals,
            @Nullable String lastSuccess) {

        static SinkTask of(Heartbeat heartbeat, Instant now) {
            Heartbeat.Totals totals = heartbeat.totals();
            return new SinkTask(
                    heartbeat.connector().task(),
                    heartbeat.state().value(),
                    Json.time(heartbeat.eventTime()),
                    OperationView.millisFrom(heartbeat.eventTime(), now),
                    heartbeat.assigned(),
                    heartbeat.paused(),
                    heartbeat.bufferedRecords(),
                    heartbeat.inflightOperations(),
                    heartbeat.oldestInflight() == null
                            ? null
                            : heartbeat.oldestInflight().toMillis(),
                    heartbeat.circuit().value(),
                    new Totals(
                            totals.received(),
                            totals.created(),
                            totals.rejected(),
                            totals.deduplicated(),
                            totals.deadLettered(),
                            totals.skipped(),
                            totals.abandoned()),
                    Json.timeOrNull(heartbeat.lastSuccess()));
        }
    }
}
