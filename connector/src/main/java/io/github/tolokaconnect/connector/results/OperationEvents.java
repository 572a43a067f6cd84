package io.github.tolokaconnect.connector.results;

import io.github.tolokaconnect.client.Operation;
import io.github.tolokaconnect.client.OperationDetails;
import io.github.tolokaconnect.client.OperationParameters;
import io.github.tolokaconnect.connector.delivery.MicroBatch;
import io.github.tolokaconnect.connector.delivery.Submission.Facts;
import io.github.tolokaconnect.connector.delivery.Submission.Progress;
import io.github.tolokaconnect.events.ConnectorRef;
import io.github.tolokaconnect.events.OperationStatus;
import io.github.tolokaconnect.events.OperationStatus.Counts;
import io.github.tolokaconnect.events.OperationStatus.Parameters;
import io.github.tolokaconnect.events.OperationStatus.Platform;
import io.github.tolokaconnect.events.OperationStatus.Timings;
import io.github.tolokaconnect.events.OperationStatusBuilder;
import io.github.tolokaconnect.events.Outcome;
import io.github.tolokaconnect.events.PlatformError;
import io.github.tolokaconnect.events.PoolRef;
import io.github.tolokaconnect.events.SourceRange;
import io.github.tolokaconnect.events.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Builds events about operations from what the core knows. Stateless; safe from any thread. */
final class OperationEvents {
    private final ConnectorRef connector;
    private final Platform platform;
    private final Parameters parameters;

    OperationEvents(ConnectorRef connector, Platform platform, Parameters parameters) {
        this.connector = connector;
        this.platform = platform;
        this.parameters = parameters;
    }

    /** The operation entered a state in which nothing ends. */
    OperationStatus entered(
            Facts facts,
            Status status,
            Status previous,
            @Nullable Progress progress,
            @Nullable Operation operation,
            Instant now) {
        return status(facts, status, previous, progress, operation, false, now)
                .timings(timings(facts, progress, operation, null, now))
                .build();
    }

    /** The operation ended with results; without an {@code operation} a request brought them itself. */
    OperationStatus ended(
            OperationEnd end,
            Progress progress,
            @Nullable Operation operation,
            @Nullable Duration logFetch,
            Instant now) {
        var facts = end.facts();
        return status(facts, end.status(), before(progress, operation), progress, operation, true, now)
                .outcome(outcome(end, operation))
                .timings(timings(facts, progress, operation, logFetch, now))
                .polls(progress.polls())
                .error(end.status().equals(Status.FAIL) ? PlatformErrors.failed(end) : null)
                .build();
    }

    /** The platform may have counted tasks that its log does not name. */
    private static Outcome outcome(OperationEnd end, @Nullable Operation operation) {
        if (end.created() == end.items().size()) {
            return Outcome.ALL;
        }
        var details = operation == null ? null : operation.details();
        var counted = details == null ? null : details.successCount();
        return end.created() > 0 || (counted != null && counted > 0) ? Outcome.PARTIAL : Outcome.NONE;
    }

    private static Status before(Progress progress, @Nullable Operation operation) {
        if (operation == null) {
            return Status.PLANNED;
        }
        if (progress.stuck()) {
            return Status.STUCK;
        }
        return progress.announced() ? Status.RUNNING : Status.SUBMITTED;
    }

    /** The platform refused the request for now; it is sent again. */
    OperationStatus held(Facts facts, PlatformError error, Instant now) {
        return status(facts, Status.REJECTED, Status.PLANNED, null, null, false, now)
                // The request may still be refused for good, which is another fact.
                .occurrence(1)
                .timings(timings(facts, null, null, null, now))
                .error(error)
                .build();
    }

    /** The platform refused the request. */
    OperationStatus rejected(Facts facts, PlatformError error, Instant now) {
        return status(facts, Status.REJECTED, Status.PLANNED, null, null, true, now)
                .outcome(Outcome.NONE)
                .timings(timings(facts, null, null, null, now))
                .error(error)
                .build();
    }

    /** Nothing more is known about the operation than that it was planned. */
    OperationStatus abandoned(Facts facts, PlatformError error, Instant now) {
        return status(facts, Status.FAIL, null, null, null, true, now)
                .outcome(Outcome.NONE)
                .timings(timings(facts, null, null, null, now))
                .error(error)
                .build();
    }

    private OperationStatusBuilder status(
            Facts facts,
            Status status,
            @Nullable Status previous,
            @Nullable Progress progress,
            @Nullable Operation operation,
            boolean terminal,
            Instant now) {
        var batch = facts.batch();
        var state = new OperationStatus.Operation(
                facts.operationId(),
                operation == null ? OperationStatus.Operation.TASK_BATCH_CREATE : operation.type(),
                status,
                status.equals(Status.PLANNED) ? null : previous,
                operation == null ? null : operation.status().value(),
                terminal,
                progress != null && progress.resumed(),
                facts.attempt(),
                operation == null ? null : operation.progress(),
                operation == null ? null : operation.submitted(),
                operation == null ? null : operation.started(),
                operation == null ? null : operation.finished(),
                operation == null ? parameters : parameters(operation.parameters()));
        return OperationStatus.builder(
                        now,
                        connector,
                        platform,
                        state,
                        new PoolRef(batch.pool().value(), null),
                        List.of(new SourceRange(
                                batch.topicPartition().topic(),
                                batch.topicPartition().partition(),
                                batch.firstOffset(),
                                batch.lastOffset(),
                                batch.size())),
                        counts(batch, operation == null ? null : operation.details()))
                .traceLinks((int) batch.tasks().stream()
                        .filter(task -> task.origin().lineage().traceparent() != null)
                        .count());
    }

    private Parameters parameters(@Nullable OperationParameters platforms) {
        return platforms == null
                ? parameters
                : new Parameters(platforms.skipInvalidItems(), platforms.allowDefaults(), platforms.openPool());
    }

    private static Counts counts(MicroBatch batch, @Nullable OperationDetails details) {
        return details == null
                ? Counts.ofRecords(batch.size())
                : new Counts(
                        batch.size(),
                        number(details.totalCount()),
                        number(details.validCount()),
                        number(details.notValidCount()),
                        number(details.successCount()),
                        number(details.failedCount()));
    }

    private static @Nullable Integer number(@Nullable Long count) {
        return count == null ? null : (int) Math.min(count, Integer.MAX_VALUE);
    }

    private static Timings timings(
            Facts facts,
            @Nullable Progress progress,
            @Nullable Operation operation,
            @Nullable Duration logFetch,
            Instant now) {
        var batch = facts.batch();
        return new Timings(
                Durations.between(oldestRecord(batch), facts.plannedAt()),
                Durations.between(batch.openedAt(), facts.plannedAt()),
                Durations.between(batch.closedAt(), facts.plannedAt()),
                progress == null ? null : Durations.between(progress.sentAt(), progress.acceptedAt()),
                operation == null ? null : Durations.between(operation.submitted(), operation.started()),
                operation == null ? null : Durations.between(operation.started(), operation.finished()),
                logFetch,
                Durations.between(facts.plannedAt(), now));
    }

    private static @Nullable Instant oldestRecord(MicroBatch batch) {
        return batch.tasks().stream()
                .map(task -> task.origin().timestamp())
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .map(Instant::ofEpochMilli)
                .orElse(null);
    }
}
