package io.github.tolokaconnect.connector;

import io.github.resilience4j.core.IntervalFunction;
import io.github.tolokaconnect.client.ObservedTolokaApi;
import io.github.tolokaconnect.client.Pacing;
import io.github.tolokaconnect.client.http.HttpTolokaApi;
import io.github.tolokaconnect.connector.config.ConnectorConfig;
import io.github.tolokaconnect.connector.config.ResultsConfig;
import io.github.tolokaconnect.connector.delivery.Delivery;
import io.github.tolokaconnect.connector.delivery.DeliveryEvent;
import io.github.tolokaconnect.connector.delivery.OperationIds;
import io.github.tolokaconnect.connector.delivery.Policy;
import io.github.tolokaconnect.connector.intake.TaskReader;
import io.github.tolokaconnect.connector.metrics.SinkTaskMetrics;
import io.github.tolokaconnect.connector.results.Heartbeats;
import io.github.tolokaconnect.connector.results.ObservedCommits;
import io.github.tolokaconnect.connector.results.OperationLogs;
import io.github.tolokaconnect.connector.results.PlainCommits;
import io.github.tolokaconnect.connector.results.ResultCluster;
import io.github.tolokaconnect.connector.results.ResultEvents;
import io.github.tolokaconnect.connector.results.ResultProducer;
import io.github.tolokaconnect.connector.transactions.JournalSettings;
import io.github.tolokaconnect.connector.transactions.LogContext;
import io.github.tolokaconnect.connector.transactions.OffsetResets;
import io.github.tolokaconnect.connector.transactions.TransactionalCommits;
import io.github.tolokaconnect.events.ConnectorRef;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a sink task together, and takes the time from the machine: the one place that does either. */
final class SinkTaskWiring {
    private static final Logger LOG = LoggerFactory.getLogger(SinkTaskWiring.class);

    // wiring: the only clocks of the connector
    private static final InstantSource CLOCK = InstantSource.system();
    private static final LongSupplier NANOS = System::nanoTime;
    // end of wiring

    private static final double POLL_GROWTH = 1.5;
    private static final double RETRY_GROWTH = 2;
    private static final double RETRY_JITTER = 0.5;

    private SinkTaskWiring() {}

    /**
     * A started sink task.
     *
     * @throws ConnectException if the API's credential or TLS material cannot be used, or if the cluster for results or one of
     *     its topics is not there; nothing is left behind then
     */
    static StartedTolokaSinkTask start(ConnectorConfig config, SinkTaskContext context) {
        return start(config, context, ResultCluster::connect);
    }

    /** The same, over producers for results that come from elsewhere. */
    static StartedTolokaSinkTask start(
            ConnectorConfig config,
            SinkTaskContext context,
            BiFunction<ResultsConfig, ConnectorRef, Producer<byte[], byte[]>> producers) {
        var resources = new Resources();
        try {
            var task = start(config, context, producers, resources);
            LOG.info(
                    "Sink task started connector={} task={} of={} url={} version={}",
                    config.connectorName(),
                    config.share().index(),
                    config.share().count(),
                    config.connection().url(),
                    PluginVersion.text());
            resources.add(() -> LOG.info(
                    "Sink task stops connector={} task={}",
                    config.connectorName(),
                    config.share().index()));
            return task;
        } catch (RuntimeException failure) {
            try {
                resources.close();
            } catch (ConnectException unclean) {
                failure.addSuppressed(unclean);
            }
            throw failure;
        }
    }

    private static StartedTolokaSinkTask start(
            ConnectorConfig config,
            SinkTaskContext context,
            BiFunction<ResultsConfig, ConnectorRef, Producer<byte[], byte[]>> producers,
            Resources resources) {
        var connector = ConnectorRef.of(config.connectorName(), config.share().index(), PluginVersion.text());
        var inbox = new ConcurrentLinkedQueue<DeliveryEvent>();
        var metrics = resources.add(metrics(config, context));
        var worker = worker(connector, resources);
        var plain = resources.add(
                new ResultProducer(producers.apply(config.results(), connector), metrics, worker, inbox::add));
        var events = new ResultEvents(config, connector, metrics, CLOCK);
        var commits = resources.add(ObservedCommits.of(
                metrics,
                inbox::add,
                answers -> config.delivery().exactlyOnce()
                        ? TransactionalCommits.start(journal(config), connector, events, CLOCK, answers)
                        : new PlainCommits(plain, events, answers)));
        var http = connect(config);
        var api = resources.add(new ObservedTolokaApi(http, metrics.registry()));
        var credentials = new Credentials(context, config.connection().credential(), http::use, metrics);
        var pacing = Pacing.of(config.pacing().limitsOf(config.share()), NANOS);
        var logs = new OperationLogs(api, config.operation().skipInvalidItems(), CLOCK);
        var effects = new EffectRunner(
                config, api, logs, commits, credentials, new Warnings(CLOCK, metrics, LOG::warn), inbox::add);
        return new StartedTolokaSinkTask(new StartedTolokaSinkTask.Parts(
                context,
                CLOCK,
                new TaskReader(config),
                ErrantRecords.of(context, config.toleratesErrors()),
                new Delivery(setup(config, pacing)),
                effects,
                new Heartbeats(plain, config.results(), metrics),
                new Heart(config, connector, pacing, metrics),
                pacing,
                metrics,
                inbox,
                resources));
    }

    private static SinkTaskMetrics metrics(ConnectorConfig config, SinkTaskContext context) {
        var metrics = new SinkTaskMetrics();
        var observation = config.observation();
        if (observation.showsBeans()) {
            metrics.showAsBeans(
                    observation.jmxDomain(),
                    config.connectorName(),
                    config.share().index());
        }
        if (observation.showsToWorker()) {
            metrics.showToWorker(context);
        }
        return metrics;
    }

    private static Delivery.Setup setup(ConnectorConfig config, Pacing pacing) {
        int largest = config.pacing().limitsOf(config.share()).largestCreate();
        var batching = config.batching();
        long fuse = config.safety().maxTasksPerDay();
        var operation = config.operation();
        return new Delivery.Setup(
                batching.maxTasks() > largest ? batching.withMaxTasks(largest) : batching,
                new Policy(
                        growing(operation.pollInterval(), POLL_GROWTH, operation.maxPollInterval()),
                        jittered(config.pacing().backoff(), config.pacing().maxBackoff()),
                        operation.stuckAfter(),
                        config.pacing().onPoolError(),
                        config.delivery().maxAttempts(),
                        config.delivery().idMemory()),
                pacing,
                OperationIds.of(config.delivery().namespace().seedOfOperationIds()),
                fuse == -1 ? -1 : config.share().of(fuse),
                config.delivery().exactlyOnce() ? config.delivery().onOffsetRegression() : null);
    }

    /** What tells the journal of a stopped connector that its offsets are altered. */
    static OffsetResets offsetResets(ConnectorConfig config) {
        return new OffsetResets(journal(config), CLOCK);
    }

    private static JournalSettings journal(ConnectorConfig config) {
        var delivery = config.delivery();
        var results = config.results();
        return new JournalSettings(
                delivery.journalTopic(),
                delivery.namespace()::transactionalId,
                config.consumerGroup(),
                results.producer(),
                results.createTopics(),
                results.replicationFactor());
    }

    private static IntFunction<Duration> growing(Duration first, double growth, Duration longest) {
        var interval = IntervalFunction.ofExponentialBackoff(first, growth, longest);
        return n -> Duration.ofMillis(interval.apply(n));
    }

    private static IntFunction<Duration> jittered(Duration first, Duration longest) {
        var interval = IntervalFunction.ofExponentialRandomBackoff(first, RETRY_GROWTH, RETRY_JITTER, longest);
        return n -> Duration.ofMillis(interval.apply(n));
    }

    private static HttpTolokaApi connect(ConnectorConfig config) {
        try {
            return HttpTolokaApi.connect(
                    config.connection().toConnection("kafka-connect-toloka/" + PluginVersion.text()));
        } catch (IllegalArgumentException unusable) {
            throw new ConnectException(
                    "TLK-203 The connection to the API cannot be set up: " + unusable.getMessage()
                            + "; correct toloka.*, proxy.* and the files they name, then restart the task",
                    unusable);
        }
    }

    private static ExecutorService worker(ConnectorRef connector, Resources resources) {
        var context = LogContext.ofThisThread();
        var executor = Executors.newSingleThreadExecutor(task -> {
            var thread = new Thread(context.in(task), "toloka-results-" + connector.name() + "-" + connector.task());
            thread.setDaemon(true);
            return thread;
        });
        resources.add(executor::shutdownNow);
        return executor;
    }
}
