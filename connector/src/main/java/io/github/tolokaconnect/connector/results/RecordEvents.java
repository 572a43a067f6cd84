package io.github.tolokaconnect.connector.results;

import io.github.tolokaconnect.client.CanonicalInput;
import io.github.tolokaconnect.client.TaskId;
import io.github.tolokaconnect.connector.config.ResultsConfig;
import io.github.tolokaconnect.connector.delivery.Submission.Facts;
import io.github.tolokaconnect.connector.delivery.Submission.Progress;
import io.github.tolokaconnect.connector.intake.Intake;
import io.github.tolokaconnect.connector.intake.RecordOrigin;
import io.github.tolokaconnect.connector.intake.TaskItem;
import io.github.tolokaconnect.events.ConnectorRef;
import io.github.tolokaconnect.events.ErrorClass;
import io.github.tolokaconnect.events.EventIds;
import io.github.tolokaconnect.events.PoolRef;
import io.github.tolokaconnect.events.RecordRef;
import io.github.tolokaconnect.events.Role;
import io.github.tolokaconnect.events.Stage;
import io.github.tolokaconnect.events.TaskCreated;
import io.github.tolokaconnect.events.ValidationError;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Builds events about single records from what the core knows. Stateless; safe from any thread. */
final class RecordEvents {
    private final ConnectorRef connector;
    private final String platformUrl;
    private final EmbeddedTask embedded;

    RecordEvents(ConnectorRef connector, String platformUrl, ResultsConfig config) {
        this.connector = connector;
        this.platformUrl = platformUrl;
        this.embedded = new EmbeddedTask(config);
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
                        item.isReadable()
                                ? CanonicalInput.sha256(
                                        item.json(), item.cut().input().start(), item.inputBytes())
                                : null),
                new TaskCreated.Operation(facts.operationId(), index, progress.resumed()),
                new TaskCreated.Timings(
                        timestamp == null ? null : Durations.between(timestamp, progress.sentAt()),
                        Durations.between(progress.sentAt(), now),
                        timestamp == null ? null : Durations.between(timestamp, now)),
                new TaskCreated.Links(platformUrl + "/api/v1/tasks/" + task.value()));
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
                .taskRef(embedded.ref(item.origin(), item.isReadable() ? item.json() : null))
                .build();
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
