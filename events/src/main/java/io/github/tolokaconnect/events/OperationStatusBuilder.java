package io.github.tolokaconnect.events;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Collects the parts of an {@link OperationStatus}. For one thread. */
public final class OperationStatusBuilder {

    private final Instant eventTime;
    private final ConnectorRef connector;
    private final OperationStatus.Platform platform;
    private final OperationStatus.Operation operation;
    private final PoolRef pool;
    private final List<SourceRange> source;
    private final OperationStatus.Counts counts;
    private long occurrence;
    private @Nullable Outcome outcome;
    private OperationStatus.@Nullable Timings timings;
    private @Nullable Integer polls;
    private OperationStatus.@Nullable Estimate estimate;
    private @Nullable Integer traceLinks;
    private @Nullable PlatformError error;

    OperationStatusBuilder(
            Instant eventTime,
            ConnectorRef connector,
            OperationStatus.Platform platform,
            OperationStatus.Operation operation,
            PoolRef pool,
            List<SourceRange> source,
            OperationStatus.Counts counts) {
        this.eventTime = eventTime;
        this.connector = connector;
        this.platform = platform;
        this.operation = operation;
        this.pool = pool;
        this.source = source;
        this.counts = counts;
    }

    /** Which entry into the same state this is, from 0, see {@link EventIds#operationStatus(UUID, Status, long)}. */
    public OperationStatusBuilder occurrence(long occurrence) {
        this.occurrence = occurrence;
        return this;
    }

    /** How much came into being. */
    public OperationStatusBuilder outcome(@Nullable Outcome outcome) {
        this.outcome = outcome;
        return this;
    }

    /** Where the time went. */
    public OperationStatusBuilder timings(OperationStatus.@Nullable Timings timings) {
        this.timings = timings;
        return this;
    }

    /** How often the platform was asked for the state. */
    public OperationStatusBuilder polls(@Nullable Integer polls) {
        this.polls = polls;
        return this;
    }

    /** What the created tasks may cost. */
    public OperationStatusBuilder estimate(OperationStatus.@Nullable Estimate estimate) {
        this.estimate = estimate;
        return this;
    }

    /** How many records carry a trace context. */
    public OperationStatusBuilder traceLinks(@Nullable Integer traceLinks) {
        this.traceLinks = traceLinks;
        return this;
    }

    /** Why it was refused or failed. */
    public OperationStatusBuilder error(@Nullable PlatformError error) {
        this.error = error;
        return this;
    }

    /** The event. */
    public OperationStatus build() {
        return new OperationStatus(
                EventIds.operationStatus(operation.id(), operation.status(), occurrence),
                eventTime,
                connector,
                platform,
                operation,
                outcome,
                pool,
                source,
                counts,
                timings,
                polls,
                estimate,
                traceLinks,
                error);
    }
}
