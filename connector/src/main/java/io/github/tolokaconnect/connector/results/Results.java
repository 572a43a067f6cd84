package io.github.tolokaconnect.connector.results;

import io.github.tolokaconnect.client.Operation;
import io.github.tolokaconnect.client.OperationStatus;
import io.github.tolokaconnect.client.Problem;
import io.github.tolokaconnect.client.TaskId;
import io.github.tolokaconnect.client.TolokaApi;
import io.github.tolokaconnect.connector.config.ConnectorConfig;
import io.github.tolokaconnect.connector.config.ResultsConfig;
import io.github.tolokaconnect.connector.delivery.DeliveryEvent;
import io.github.tolokaconnect.connector.delivery.Effect;
import io.github.tolokaconnect.connector.delivery.Submission.Facts;
import io.github.tolokaconnect.connector.delivery.Submission.Progress;
import io.github.tolokaconnect.connector.delivery.SubmissionEvent;
import io.github.tolokaconnect.connector.delivery.Tally;
import io.github.tolokaconnect.connector.metrics.SinkTaskMetrics;
import io.github.tolokaconnect.events.ConnectorRef;
import io.github.tolokaconnect.events.ErrorAction;
import io.github.tolokaconnect.events.ErrorClass;
import io.github.tolokaconnect.events.Heartbeat;
import io.github.tolokaconnect.events.OperationStatus.Parameters;
import io.github.tolokaconnect.events.OperationStatus.Platform;
import io.github.tolokaconnect.events.PlatformError;
import io.github.tolokaconnect.events.Stage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way out: runs the effects that say what became of records, and answers when every event is acknowledged. Methods
 * return at once; sending happens on {@code worker} or on the API client's thread.
 */
public final class Results implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Results.class);

    private final ResultEvents events;
    private final ResultPublisher publisher;
    private final SinkTaskMetrics metrics;
    private final InstantSource clock;
    private final Executor worker;
    private final Consumer<DeliveryEvent> answers;

    private Results(
            ResultEvents events,
            ResultPublisher publisher,
            SinkTaskMetrics metrics,
            InstantSource clock,
            Executor worker,
            Consumer<DeliveryEvent> answers) {
        this.events = events;
        this.publisher = publisher;
        this.metrics = metrics;
        this.clock = clock;
        this.worker = worker;
        this.answers = answers;
    }

    /**
     * Connects to the cluster for results and makes sure that its topics exist.
     *
     * @param worker runs what may wait for the producer's buffer, one thing after another
     * @param answers takes what happened, from any thread
     * @throws org.apache.kafka.connect.errors.ConnectException if the cluster or a topic is not there
     */
    public static Results connect(
            ConnectorConfig config,
            ConnectorRef connector,
            SinkTaskMetrics metrics,
            InstantSource clock,
            Executor worker,
            Consumer<DeliveryEvent> answers) {
        try (var admin = Admin.create(adminSettings(config.results(), connector))) {
            new ResultTopics(config.results()).ensure(admin);
        }
        var producer = new KafkaProducer<>(
                producerSettings(config.results(), connector), new ByteArraySerializer(), new ByteArraySerializer());
        return over(producer, config, connector, metrics, clock, worker, answers);
    }

    /** Results over a producer that is there already. */
    public static Results over(
            Producer<byte[], byte[]> producer,
            ConnectorConfig config,
            ConnectorRef connector,
            SinkTaskMetrics metrics,
            InstantSource clock,
            Executor worker,
            Consumer<DeliveryEvent> answers) {
        var parameters = new Parameters(
                config.operation().skipInvalidItems(),
                config.mapping().overlap().isEmpty(),
                false);
        var platform = new Platform(config.connection().url().replaceAll("/+$", ""), null);
        return new Results(
                new ResultEvents(connector, platform, parameters, config.results()),
                new ResultPublisher(producer, config.results(), metrics),
                metrics,
                clock,
                worker,
                answers);
    }

    /** Announces a state in which nothing ends; a failure is counted and the next state follows anyway. */
    public void announce(Effect.Announce what) {
        worker.execute(() -> publisher.send(
                events.entered(
                        what.facts(),
                        what.status(),
                        what.previous(),
                        what.progress(),
                        what.operation(),
                        clock.instant()),
                new Acknowledgements()));
    }

    /** Announces that a refused request is tried again in halves. */
    public void announceSplit(Effect.AnnounceSplit what) {
        worker.execute(() -> publisher.send(
                events.rejected(what.facts(), error(what.problem(), ErrorAction.NEW_ATTEMPT), clock.instant()),
                new Acknowledgements()));
    }

    /** Announces that the sink task lives. */
    public void beat(Heartbeat heartbeat) {
        worker.execute(() -> publisher.send(heartbeat, new Acknowledgements()));
    }

    /** Reads the operation log, publishes what it says about each record, and then the operation's end. */
    public void collect(TolokaApi api, Effect.Collect what) {
        var facts = what.facts();
        var acknowledgements = new Acknowledgements();
        var outcomes = outcomes(facts, what.progress(), acknowledgements, Stage.PLATFORM_VALIDATION);
        var startedAt = clock.instant();
        var reading = new ResultCollector(api, what, outcomes).read();
        answer(facts, reading.thenCompose(read -> {
            if (!read.complete()) {
                return CompletableFuture.completedFuture(
                        new SubmissionEvent.Unpublished(read.reason(), read.logIncomplete()));
            }
            var now = clock.instant();
            var logFetch = Duration.between(startedAt, now);
            return end(facts, what.progress(), what.operation(), outcomes, logFetch, acknowledgements);
        }));
    }

    /** Publishes what a synchronous request says about each record, and then the operation's end. */
    public void publishCreated(Effect.PublishCreated what) {
        onWorker(what.facts(), acknowledgements -> {
            var facts = what.facts();
            var outcomes = outcomes(facts, what.progress(), acknowledgements, Stage.PLATFORM_VALIDATION);
            what.created()
                    .items()
                    .forEach((index, task) -> takeIfOurs(facts, index, () -> outcomes.created(index, task)));
            what.created()
                    .validationErrors()
                    .forEach((index, errors) ->
                            takeIfOurs(facts, index, () -> outcomes.rejected(index, null, Rejection.data(errors))));
            outcomes.open()
                    .forEach(
                            index -> outcomes.rejected(
                                    index,
                                    null,
                                    Rejection.unmatched(
                                            "The platform's answer does not mention the task; look for it in the pool before sending it again")));
            return end(facts, what.progress(), null, outcomes, null, acknowledgements);
        });
    }

    /** Publishes a validation error for every record of a refused request, and then REJECTED. */
    public void publishRejected(Effect.PublishRejected what) {
        onWorker(what.facts(), acknowledgements -> {
            var facts = what.facts();
            var problem = what.problem();
            var stage = problem.itemErrors().isEmpty() ? Stage.PLATFORM_REJECTION : Stage.PLATFORM_VALIDATION;
            var progress = new Progress(facts.plannedAt(), clock.instant(), false, 0, false, false);
            var outcomes = outcomes(facts, progress, acknowledgements, stage);
            problem.itemErrors()
                    .forEach((index, errors) ->
                            takeIfOurs(facts, index, () -> outcomes.rejected(index, null, Rejection.data(errors))));
            var others = problem.itemErrors().isEmpty() ? Rejection.of(problem) : Rejection.collateral(problem.code());
            outcomes.open().forEach(index -> outcomes.rejected(index, null, others));
            var now = clock.instant();
            publisher.send(events.rejected(facts, error(problem, ErrorAction.RECORDS_REPORTED), now), acknowledgements);
            return ended(facts, outcomes, stage, "REJECTED", now, acknowledgements);
        });
    }

    /** Publishes a validation error for every record that was refused before a request. */
    public void publishRefused(Effect.PublishRefused what) {
        worker.execute(() -> {
            var acknowledgements = new Acknowledgements();
            what.refused().forEach(refused -> {
                publisher.send(events.refused(refused, clock.instant()), refused.origin(), acknowledgements);
            });
            var unused = acknowledgements.all().whenComplete((all, failure) -> {
                if (failure == null) {
                    what.refused()
                            .forEach(refused -> metrics.rejected(
                                    pool(refused), refused.errors().get(0).code(), refused.stage(), 1));
                }
                answers.accept(new DeliveryEvent.RefusalsPublished(what.ticket(), failure == null));
            });
        });
    }

    private ItemOutcomes outcomes(Facts facts, Progress progress, Acknowledgements acknowledgements, Stage stage) {
        var tasks = facts.batch().tasks();
        return new ItemOutcomes(facts.batch().size(), new ItemOutcomes.Sink() {
            @Override
            public void created(int index, TaskId task) {
                var origin = tasks.get(index).origin();
                var now = clock.instant();
                metrics.latency(origin.timestamp(), now);
                publisher.send(events.created(facts, progress, index, task, now), origin, acknowledgements);
            }

            @Override
            public void rejected(int index, @Nullable String logType, Rejection why) {
                publisher.send(
                        events.rejected(facts, index, logType, stage, why, clock.instant()),
                        tasks.get(index).origin(),
                        acknowledgements);
            }
        });
    }

    private CompletableFuture<SubmissionEvent> end(
            Facts facts,
            Progress progress,
            @Nullable Operation operation,
            ItemOutcomes outcomes,
            @Nullable Duration logFetch,
            Acknowledgements acknowledgements) {
        var now = clock.instant();
        var tally = outcomes.tally();
        boolean failed = operation != null && operation.status().equals(OperationStatus.FAIL);
        var error = failed ? failure(tally) : null;
        publisher.send(events.ended(facts, progress, operation, tally, logFetch, error, now), acknowledgements);
        return ended(facts, outcomes, Stage.PLATFORM_VALIDATION, failed ? "FAIL" : "SUCCESS", now, acknowledgements);
    }

    private CompletableFuture<SubmissionEvent> ended(
            Facts facts,
            ItemOutcomes outcomes,
            Stage stage,
            String status,
            Instant now,
            Acknowledgements acknowledgements) {
        return acknowledgements.all().thenApply(all -> {
            var took = Duration.between(facts.plannedAt(), now);
            var tally = outcomes.tally();
            var pool = facts.batch().pool().value();
            metrics.ended(pool, status, took);
            metrics.created(pool, tally.created());
            outcomes.rejectedByCode().forEach((code, count) -> metrics.rejected(pool, code, stage, count));
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
        });
    }

    private interface Sending {
        CompletableFuture<SubmissionEvent> send(Acknowledgements acknowledgements);
    }

    private void onWorker(Facts facts, Sending sending) {
        worker.execute(() -> answer(facts, sending.send(new Acknowledgements())));
    }

    private void answer(Facts facts, CompletableFuture<SubmissionEvent> outcome) {
        var unused = outcome.exceptionally(failure -> new SubmissionEvent.Unpublished(reason(failure), false))
                .thenAccept(event -> answers.accept(new DeliveryEvent.Happened(facts.ticket(), event)));
    }

    private static String reason(Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        LOG.debug("Results could not be published", cause);
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }

    private static void takeIfOurs(Facts facts, int index, Runnable take) {
        if (index >= 0 && index < facts.batch().size()) {
            take.run();
        }
    }

    private static @Nullable String pool(io.github.tolokaconnect.connector.intake.Intake.Refused refused) {
        var pool = refused.pool();
        return pool == null ? null : pool.value();
    }

    private static PlatformError failure(Tally tally) {
        return new PlatformError(
                ErrorClass.DATA,
                Rejection.OPERATION_FAILED,
                null,
                tally.rejected() + " tasks were not created; each has a validation error",
                null,
                false,
                null,
                ErrorAction.RECORDS_REPORTED,
                null);
    }

    private static PlatformError error(Problem problem, ErrorAction action) {
        return new PlatformError(
                Rejection.errorClass(problem.kind()),
                problem.code(),
                problem.httpStatus() == 0 ? null : problem.httpStatus(),
                problem.message(),
                problem.requestId(),
                Rejection.isRetriable(problem.kind()),
                null,
                action,
                null);
    }

    private static Map<String, Object> producerSettings(ResultsConfig config, ConnectorRef connector) {
        var settings = new HashMap<String, Object>();
        settings.put("acks", "all");
        settings.put("enable.idempotence", true);
        settings.put("linger.ms", 20);
        settings.put("batch.size", 131_072);
        settings.put("compression.type", "lz4");
        settings.put("client.id", "toloka-results-" + connector.name() + "-" + connector.task());
        settings.putAll(config.producer());
        return settings;
    }

    private static Map<String, Object> adminSettings(ResultsConfig config, ConnectorRef connector) {
        var settings = new HashMap<String, Object>(config.producer());
        settings.keySet().retainAll(org.apache.kafka.clients.admin.AdminClientConfig.configNames());
        settings.put("client.id", "toloka-topics-" + connector.name() + "-" + connector.task());
        return settings;
    }

    @Override
    public void close() {
        publisher.close();
    }
}
