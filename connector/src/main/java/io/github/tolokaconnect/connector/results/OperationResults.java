package io.github.tolokaconnect.connector.results;

import io.github.tolokaconnect.client.FieldError;
import io.github.tolokaconnect.client.TaskId;
import io.github.tolokaconnect.connector.delivery.Submission.Facts;
import io.github.tolokaconnect.connector.delivery.Submission.Progress;
import io.github.tolokaconnect.connector.delivery.SubmissionEvent;
import io.github.tolokaconnect.connector.metrics.SinkTaskMetrics;
import io.github.tolokaconnect.events.OperationStatus;
import io.github.tolokaconnect.events.Stage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The results of one operation on their way out: an event for each item as soon as its outcome is known, then one for the
 * operation's end, and an answer once all of them are acknowledged. For one thread at a time.
 */
final class OperationResults implements ItemOutcomes.Sink {
    private static final Logger LOG = LoggerFactory.getLogger(OperationResults.class);

    private final Outlet outlet;
    private final Facts facts;
    private final Progress progress;
    private final Stage stage;
    private final ItemOutcomes outcomes;
    private final Acknowledgements acknowledgements = new Acknowledgements();

    /** What results go through, the same for all operations of a sink task. */
    record Outlet(RecordEvents events, ResultPublisher publisher, SinkTaskMetrics metrics, InstantSource clock) {}

    /** Nothing is known yet; rejections will have happened at {@code stage}. */
    OperationResults(Outlet outlet, Facts facts, Progress progress, Stage stage) {
        this.outlet = outlet;
        this.facts = facts;
        this.progress = progress;
        this.stage = stage;
        this.outcomes = new ItemOutcomes(facts.batch().size(), this);
    }

    ItemOutcomes outcomes() {
        return outcomes;
    }

    /** Takes tasks by their index; an index that was never sent is not ours. */
    void createdAll(Map<Integer, TaskId> tasks) {
        tasks.forEach((index, task) -> {
            if (isOurs(index)) {
                outcomes.created(index, task);
            }
        });
    }

    /** Takes field errors by the index of their task. */
    void rejectedAll(Map<Integer, List<FieldError>> errors) {
        errors.forEach((index, why) -> {
            if (isOurs(index)) {
                outcomes.rejected(index, null, Rejection.data(why));
            }
        });
    }

    /** Every item of which nothing is known was rejected. */
    void othersRejected(Rejection why) {
        outcomes.open().forEach(index -> outcomes.rejected(index, null, why));
    }

    @Override
    public void created(int index, TaskId task) {
        var origin = facts.batch().tasks().get(index).origin();
        var now = outlet.clock.instant();
        outlet.metrics.latency(origin.timestamp(), now);
        outlet.publisher.send(outlet.events.created(facts, progress, index, task, now), origin, acknowledgements);
    }

    @Override
    public void rejected(int index, @Nullable String logType, Rejection why) {
        outlet.publisher.send(
                outlet.events.rejected(facts, index, logType, stage, why, outlet.clock.instant()),
                facts.batch().tasks().get(index).origin(),
                acknowledgements);
    }

    /** Publishes the operation's end; the answer comes when that and everything before is acknowledged, or one thing failed. */
    CompletableFuture<SubmissionEvent> end(OperationStatus event) {
        outlet.publisher.send(event, acknowledgements);
        return acknowledgements
                .all()
                .handle((all, failure) ->
                        failure == null ? published(event) : new SubmissionEvent.Unpublished(reason(failure), false));
    }

    private SubmissionEvent published(OperationStatus event) {
        var tally = outcomes.tally();
        var pool = facts.batch().pool().value();
        var status = event.operation().status().value();
        var took = Duration.between(facts.plannedAt(), event.eventTime());
        outlet.metrics.ended(pool, status, took);
        outlet.metrics.created(pool, tally.created());
        outcomes.rejectedByCode().forEach((code, count) -> outlet.metrics.rejected(pool, code, stage, count));
        LOG.info(
                "Operation ended operationId={} status={} poolId={} created={} rejected={} tookMs={} topicPartition={}"
                        + " offsetRange={}-{}",
                facts.operationId(),
                status,
                pool,
                tally.created(),
                tally.rejected(),
                took.toMillis(),
                facts.batch().topicPartition(),
                facts.batch().firstOffset(),
                facts.batch().lastOffset());
        return new SubmissionEvent.Published(tally);
    }

    private static String reason(Throwable failure) {
        LOG.debug("Results could not be published", failure);
        return failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }

    private boolean isOurs(int index) {
        return index >= 0 && index < facts.batch().size();
    }
}
