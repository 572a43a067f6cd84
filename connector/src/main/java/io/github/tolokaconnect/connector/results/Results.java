package io.github.tolokaconnect.connector.results;

import io.github.tolokaconnect.client.OperationStatus;
import io.github.tolokaconnect.client.TolokaApi;
import io.github.tolokaconnect.connector.config.ConnectorConfig;
import io.github.tolokaconnect.connector.delivery.DeliveryEvent;
import io.github.tolokaconnect.connector.delivery.Effect;
import io.github.tolokaconnect.connector.delivery.Submission.Facts;
import io.github.tolokaconnect.connector.delivery.Submission.Progress;
import io.github.tolokaconnect.connector.delivery.SubmissionEvent;
import io.github.tolokaconnect.connector.delivery.Tally;
import io.github.tolokaconnect.connector.intake.Intake;
import io.github.tolokaconnect.connector.metrics.SinkTaskMetrics;
import io.github.tolokaconnect.events.ConnectorRef;
import io.github.tolokaconnect.events.ErrorAction;
import io.github.tolokaconnect.events.Heartbeat;
import io.github.tolokaconnect.events.OperationStatus.Parameters;
import io.github.tolokaconnect.events.OperationStatus.Platform;
import io.github.tolokaconnect.events.Outcome;
import io.github.tolokaconnect.events.Stage;
import io.github.tolokaconnect.events.Status;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/**
 * The way out: runs the effects that say what became of records, and answers when every event is acknowledged. Methods
 * return at once; sending happens on {@code worker} or on the API client's thread.
 */
public final class Results implements AutoCloseable {
    private final RecordEvents recordEvents;
    private final OperationEvents operationEvents;
    private final ResultPublisher publisher;
    private final SinkTaskMetrics metrics;
    private final InstantSource clock;
    private final Executor worker;
    private final Consumer<DeliveryEvent> answers;

    /**
     * Results of one sink task.
     *
     * @param producer is closed with this
     * @param worker runs what may wait for the producer's buffer, one thing after another
     * @param answers takes what happened, from any thread
     */
    public Results(
            Producer<byte[], byte[]> producer,
            ConnectorConfig config,
            ConnectorRef connector,
            SinkTaskMetrics metrics,
            InstantSource clock,
            Executor worker,
            Consumer<DeliveryEvent> answers) {
        var url = config.connection().url().replaceAll("/+$", "");
        var parameters = new Parameters(
                config.operation().skipInvalidItems(),
                config.mapping().overlap().isEmpty(),
                false);
        this.recordEvents = new RecordEvents(connector, url, config.results());
        this.operationEvents = new OperationEvents(connector, new Platform(url, null), parameters);
        this.publisher = new ResultPublisher(producer, config.results(), metrics);
        this.metrics = metrics;
        this.clock = clock;
        this.worker = worker;
        this.answers = answers;
    }

    /** Announces a state in which nothing ends; a failure is counted and the next state follows anyway. */
    public void announce(Effect.Announce what) {
        onWorker(() -> publisher.send(
                operationEvents.entered(
                        what.facts(),
                        what.status(),
                        what.previous(),
                        what.progress(),
                        what.operation(),
                        clock.instant()),
                new Acknowledgements()));
    }

    /** Announces that a request was refused for now. */
    public void announceHeld(Effect.AnnounceHeld what) {
        var error = PlatformErrors.held(what.problem(), what.retryIn());
        onWorker(() ->
                publisher.send(operationEvents.held(what.facts(), error, clock.instant()), new Acknowledgements()));
    }

    /** Announces that a refused request is tried again in halves. */
    public void announceSplit(Effect.AnnounceSplit what) {
        onWorker(() -> publisher.send(
                operationEvents.rejected(
                        what.facts(), PlatformErrors.refused(what.problem(), ErrorAction.NEW_ATTEMPT), clock.instant()),
                new Acknowledgements()));
    }

    /** Announces that the sink task lives. */
    public void beat(Heartbeat heartbeat) {
        onWorker(() -> publisher.send(heartbeat, new Acknowledgements()));
    }

    /** Reads the operation log, publishes what it says about each record, and then the operation's end. */
    public void collect(TolokaApi api, Effect.Collect what) {
        var startedAt = clock.instant();
        var results = results(what.facts(), what.progress(), Stage.PLATFORM_VALIDATION);
        answer(
                what.facts(),
                () -> new ResultCollector(api, what, results.outcomes())
                        .read()
                        .thenCompose(reading -> reading.complete()
                                ? collected(what, results, Duration.between(startedAt, clock.instant()))
                                : CompletableFuture.completedFuture(
                                        new SubmissionEvent.Unpublished(reading.reason(), reading.logIncomplete()))));
    }

    private CompletableFuture<SubmissionEvent> collected(
            Effect.Collect what, OperationResults results, Duration logFetch) {
        var tally = results.outcomes().tally();
        boolean failed = what.operation().status().equals(OperationStatus.FAIL);
        return results.end(operationEvents.ended(
                what.facts(),
                failed ? Status.FAIL : Status.SUCCESS,
                what.progress(),
                what.operation(),
                outcome(tally),
                logFetch,
                failed ? PlatformErrors.failed(tally) : null,
                clock.instant()));
    }

    private static Outcome outcome(Tally tally) {
        if (tally.rejected() == 0) {
            return Outcome.ALL;
        }
        return tally.created() == 0 ? Outcome.NONE : Outcome.PARTIAL;
    }

    /** Publishes what a synchronous request says about each record, and then the operation's end. */
    public void publishCreated(Effect.PublishCreated what) {
        onWorker(() -> answer(what.facts(), () -> {
            var results = results(what.facts(), what.progress(), Stage.PLATFORM_VALIDATION);
            results.createdAll(what.created().items());
            results.rejectedAll(what.created().validationErrors());
            results.othersRejected(
                    Rejection.unmatched(
                            "The platform's answer does not mention the task; look for it in the pool before sending it again"));
            return results.end(operationEvents.ended(
                    what.facts(),
                    Status.SUCCESS,
                    what.progress(),
                    null,
                    outcome(results.outcomes().tally()),
                    null,
                    null,
                    clock.instant()));
        }));
    }

    /** Publishes a validation error for every record of a refused request, and then REJECTED. */
    public void publishRejected(Effect.PublishRejected what) {
        onWorker(() -> answer(what.facts(), () -> {
            var problem = what.problem();
            boolean culpritsKnown = !problem.itemErrors().isEmpty();
            var neverSent = new Progress(what.facts().plannedAt(), clock.instant(), false, 0, false, false);
            var results = results(
                    what.facts(), neverSent, culpritsKnown ? Stage.PLATFORM_VALIDATION : Stage.PLATFORM_REJECTION);
            results.rejectedAll(problem.itemErrors());
            results.othersRejected(culpritsKnown ? Rejection.collateral(problem.code()) : Rejection.of(problem));
            return results.end(operationEvents.rejected(
                    what.facts(), PlatformErrors.refused(problem, ErrorAction.RECORDS_REPORTED), clock.instant()));
        }));
    }

    /** Publishes a validation error for every record that was refused before a request. */
    public void publishRefused(Effect.PublishRefused what) {
        onWorker(() -> {
            var acknowledgements = new Acknowledgements();
            what.refused()
                    .forEach(refused -> publisher.send(
                            recordEvents.refused(refused, clock.instant()), refused.origin(), acknowledgements));
            var unused = acknowledgements.all().whenComplete((all, failure) -> {
                if (failure == null) {
                    what.refused().forEach(this::count);
                }
                answers.accept(new DeliveryEvent.RefusalsPublished(what.ticket(), failure == null));
            });
        });
    }

    private void count(Intake.Refused refused) {
        var pool = refused.pool();
        metrics.rejected(
                pool == null ? null : pool.value(), refused.errors().get(0).code(), refused.stage(), 1);
    }

    private OperationResults results(Facts facts, Progress progress, Stage stage) {
        return new OperationResults(
                new OperationResults.Outlet(recordEvents, publisher, metrics, clock), facts, progress, stage);
    }

    /** What the outcome is, is told to the core; what it cannot be, stops the sink task instead of leaving records behind. */
    private void answer(Facts facts, Supplier<CompletableFuture<SubmissionEvent>> outcome) {
        var unused = outcome.get().whenComplete((event, defect) -> {
            if (defect == null) {
                answers.accept(new DeliveryEvent.Happened(facts.ticket(), event));
            } else {
                broken(defect);
            }
        });
    }

    private void onWorker(Runnable sending) {
        worker.execute(() -> {
            try {
                sending.run();
            } catch (RuntimeException defect) {
                broken(defect);
            }
        });
    }

    private void broken(@Nullable Throwable defect) {
        answers.accept(new DeliveryEvent.Broken("TLK-901 Results met a defect of the connector: " + defect
                + "; please report it, then restart the task"));
    }

    @Override
    public void close() {
        publisher.close();
    }
}
