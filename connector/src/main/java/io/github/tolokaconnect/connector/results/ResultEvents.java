package io.github.tolokaconnect.connector.results;

import io.github.tolokaconnect.client.CanonicalInput;
import io.github.tolokaconnect.client.Operation;
import io.github.tolokaconnect.client.OperationDetails;
import io.github.tolokaconnect.client.OperationParameters;
import io.github.tolokaconnect.client.TaskId;
import io.github.tolokaconnect.connector.config.ResultsConfig;
import io.github.tolokaconnect.connector.delivery.MicroBatch;
import io.github.tolokaconnect.connector.delivery.Submission.Facts;
import io.github.tolokaconnect.connector.delivery.Submission.Progress;
import io.github.tolokaconnect.connector.delivery.Tally;
import io.github.tolokaconnect.connector.intake.Intake;
import io.github.tolokaconnect.connector.intake.RecordOrigin;
import io.github.tolokaconnect.connector.intake.TaskItem;
import io.github.tolokaconnect.events.ConnectorRef;
import io.github.tolokaconnect.events.ErrorClass;
import io.github.tolokaconnect.events.EventIds;
import io.github.tolokaconnect.events.OperationStatus;
import io.github.tolokaconnect.events.OperationStatus.Counts;
import io.github.tolokaconnect.events.OperationStatus.Parameters;
import io.github.tolokaconnect.events.OperationStatus.Platform;
import io.github.tolokaconnect.events.OperationStatus.Timings;
import io.github.tolokaconnect.events.Outcome;
import io.github.tolokaconnect.events.PlatformError;
import io.github.tolokaconnect.events.PoolRef;
import io.github.tolokaconnect.events.RecordRef;
import io.github.tolokaconnect.events.Role;
import io.github.tolokaconnect.events.SourceRange;
import io.github.tolokaconnect.events.Stage;
import io.github.tolokaconnect.events.Status;
import io.github.tolokaconnect.events.TaskCreated;
import io.github.tolokaconnect.events.ValidationError;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds result events from what the core knows. Stateless; safe from any thread. */
final class ResultEvents {
    private final ConnectorRef connector;
    private final Platform platform;
    private final Parameters parameters;
    private final EmbeddedTask embedded;

    ResultEvents(ConnectorRef connector, Platform platform, Parameters parameters, ResultsConfig config) {
        this.connector = connector;
        this.platform = platform;
        this.parameters = parameters;
        this.embedded = new EmbeddedTask(config);
    }

    ConnectorRef connector() {
        return connector;
    }

    /** The task of item {@code index} exists. */
    TaskCreated created(Facts facts, Progress progress, int index, TaskId task, Instant now) {
        var item = facts.batch().tasks().get(index);
        var record = ref(item.origin());
        var timestamp = record.timestamp();
        return new TaskCreated(
                EventIds.taskCreated(facts.operationId(), record),
                now,
                connector,
                record,
                new TaskCreated.Task(
                        task.value(),
                        item.pool().value(),
                        null,
                        null,
                        item.overlap() == 0 ? null : item.overlap(),
                        CanonicalInput.sha256(item.json(), item.cut().inputStart(), item.inputBytes())),
                new TaskCreated.Operation(facts.operationId(), index, progress.resumed()),
                new TaskCreated.Timings(
                        timestamp == null ? null : between(timestamp, progress.sentAt()),
                        between(progress.sentAt(), now),
                        timestamp == null ? null : between(timestamp, now)),
                new TaskCreated.Links(platform.url() + "/api/v1/tasks/" + task.value()));
    }

    /** A record was refused before a request. */
    ValidationError refused(Intake.Refused refused, Instant now) {
        var value = refused.value();
        var builder = ValidationError.builder(
                now,
                connector,
                ref(refused.origin()),
                refused.stage(),
                ErrorClass.DATA,
                Role.CULPRIT,
                refused.errors());
        if (refused.pool() != null) {
            builder.pool(new PoolRef(refused.pool().value(), null));
        }
        if (value != null) {
            builder.task(refused.valueIsJson() ? embedded.json(value) : null)
                    .taskRef(embedded.ref(refused.origin(), value));
        }
        return builder.build();
    }

    /** The platform refused item {@code index}; {@code logType} is the type of the entry that says so, if one does. */
    ValidationError rejected(
            Facts facts, int index, @Nullable String logType, Stage stage, Rejection why, Instant now) {
        TaskItem item = facts.batch().tasks().get(index);
        return ValidationError.builder(
                        now, connector, ref(item.origin()), stage, why.errorClass(), why.role(), why.errors())
                .operation(new ValidationError.Operation(facts.operationId(), index, logType))
                .pool(new PoolRef(item.pool().value(), null))
                .retriable(why.retriable())
                .task(embedded.task(item))
                .taskRef(embedded.ref(item.origin(), item.json()))
                .build();
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

    /** The operation ended with results. */
    OperationStatus ended(
            Facts facts,
            Progress progress,
            @Nullable Operation operation,
            Tally tally,
            @Nullable Duration logFetch,
            @Nullable PlatformError error,
            Instant now) {
        boolean failed =
                operation != null && operation.status().equals(io.github.tolokaconnect.client.OperationStatus.FAIL);
        var previous = progress.announced() ? Status.RUNNING : Status.SUBMITTED;
        return status(facts, failed ? Status.FAIL : Status.SUCCESS, previous, progress, operation, true, now)
                .outcome(outcome(tally))
                .timings(timings(facts, progress, operation, logFetch, now))
                .polls(progress.polls())
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

    private io.github.tolokaconnect.events.OperationStatusBuilder status(
            Facts facts,
            Status status,
            Status previous,
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
        return count == null ? null : Math.toIntExact(count);
    }

    private static Outcome outcome(Tally tally) {
        if (tally.rejected() == 0) {
            return Outcome.ALL;
        }
        return tally.created() == 0 ? Outcome.NONE : Outcome.PARTIAL;
    }

    private static Timings timings(
            Facts facts,
            @Nullable Progress progress,
            @Nullable Operation operation,
            @Nullable Duration logFetch,
            Instant now) {
        var batch = facts.batch();
        var oldest = batch.tasks().get(0).origin().timestamp();
        return new Timings(
                oldest == null ? null : between(Instant.ofEpochMilli(oldest), facts.plannedAt()),
                between(batch.openedAt(), batch.closedAt()),
                between(batch.closedAt(), facts.plannedAt()),
                progress == null ? null : between(progress.sentAt(), progress.acceptedAt()),
                operation == null ? null : between(operation.submitted(), operation.started()),
                operation == null ? null : between(operation.started(), operation.finished()),
                logFetch,
                between(facts.plannedAt(), now));
    }

    private static @Nullable Duration between(@Nullable Instant from, @Nullable Instant to) {
        if (from == null || to == null) {
            return null;
        }
        // Two clocks may disagree by a little; no time is negative.
        return to.isBefore(from) ? Duration.ZERO : Duration.between(from, to);
    }

    static RecordRef ref(RecordOrigin origin) {
        return new RecordRef(
                origin.keyText(),
                origin.topicPartition().topic(),
                origin.topicPartition().partition(),
                origin.offset(),
                origin.timestamp() == null ? null : Instant.ofEpochMilli(origin.timestamp()),
                origin.lineage().attempt());
    }
}
