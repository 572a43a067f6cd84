package io.github.tolokaconnect.streams;

import io.github.tolokaconnect.events.EventCodec;
import io.github.tolokaconnect.streams.control.ControlWriter;
import io.github.tolokaconnect.streams.control.TransactionalControlWriter;
import io.github.tolokaconnect.streams.correlate.ItemQueries;
import io.github.tolokaconnect.streams.correlate.StoredItems;
import io.github.tolokaconnect.streams.metrics.Metrics;
import io.github.tolokaconnect.streams.monitor.MonitorQueries;
import io.github.tolokaconnect.streams.monitor.OperationListener;
import io.github.tolokaconnect.streams.monitor.StoredMonitor;
import io.github.tolokaconnect.streams.monitor.StoredOperations;
import io.github.tolokaconnect.streams.repair.MergePatch;
import io.github.tolokaconnect.streams.repair.StoredRepairs;
import io.github.tolokaconnect.streams.state.StateMemory;
import io.github.tolokaconnect.streams.stats.Stats;
import io.github.tolokaconnect.streams.stats.StoredStats;
import io.github.tolokaconnect.streams.web.Answers;
import io.github.tolokaconnect.streams.web.EventFeed;
import io.github.tolokaconnect.streams.web.WebServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.HostInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running application: Kafka Streams over all topologies, and an HTTP server that shows what it knows. */
public final class StreamsApp implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StreamsApp.class);

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);

    private final KafkaStreams streams;
    private final StreamsHealth health;
    private final StateMemory memory;
    private final ControlWriter controlWriter;
    private final Metrics metrics;
    private final WebServer web;

    private StreamsApp(
            KafkaStreams streams,
            StreamsHealth health,
            StateMemory memory,
            ControlWriter controlWriter,
            Metrics metrics,
            WebServer web) {
        this.streams = streams;
        this.health = health;
        this.memory = memory;
        this.controlWriter = controlWriter;
        this.metrics = metrics;
        this.web = web;
    }

    /**
     * Starts the application and returns without waiting for its state; see {@link #awaitReady(Duration)}.
     *
     * @throws StreamsAppException if Kafka cannot be reached, a topic is missing, or the HTTP address is taken
     */
    public static StreamsApp start(StreamsAppConfig config) throws StreamsAppException, InterruptedException {
        return start(config, operation -> {});
    }

    /**
     * The same, with {@code listener} told each change of an operation.
     *
     * @throws StreamsAppException if Kafka cannot be reached, a topic is missing, or the HTTP address is taken
     */
    public static StreamsApp start(StreamsAppConfig config, OperationListener listener)
            throws StreamsAppException, InterruptedException {
        TopicPreparation.prepare(config);
        // wiring: the one clock and the one source of ids of the application
        InstantSource clock = InstantSource.system();
        Supplier<UUID> ids = UUID::randomUUID;
        // end of wiring
        EventFeed feed = new EventFeed(clock);
        EventCodec codec = new EventCodec();
        AppTopology built = AppTopology.build(config, codec, listeners(config, feed.and(listener)));
        StateMemory memory = StateMemory.of(config.stateMemory());
        Properties properties = config.kafkaProperties();
        properties.put(StateMemory.CONFIG, memory);
        KafkaStreams streams = new KafkaStreams(built.topology(), properties);
        RestoreProgress restoring = new RestoreProgress();
        streams.setGlobalStateRestoreListener(restoring);
        StreamsHealth health = watched(streams, restoring);

        LocalStores stores = new LocalStores(streams);
        Stats stats = new StoredStats(() -> stores.whole(StoredStats.STORE));
        MonitorQueries monitor = StoredMonitor.of(streams, config.topics());
        Metrics metrics = Metrics.of(streams, stats, monitor, clock);
        ControlWriter controlWriter = controlWriter(config, clock, ids);
        Answers answers = new Answers(
                stats,
                built.controls(),
                controlWriter,
                built.routes(),
                new StoredItems(() -> stores.whole(ItemQueries.STORE)),
                new StoredRepairs(store -> stores.parts(store, config.topics().validationErrors()), codec),
                StoredOperations.of(streams, config.topics()),
                monitor,
                new Instances(streams, config.http().self().orElse(HostInfo.unavailable())),
                health,
                metrics::scrape,
                MergePatch::apply,
                config.http().tokens(),
                ids,
                clock);
        try {
            // First, so that orchestrators can watch the state being restored.
            WebServer web = WebServer.start(
                    new InetSocketAddress(config.http().host(), config.http().port()), answers, feed);
            StreamsApp app = new StreamsApp(streams, health, memory, controlWriter, metrics, web);
            streams.start();
            LOG.info(
                    "Application started applicationId={} url={} version={}",
                    config.kafka().get(StreamsConfig.APPLICATION_ID_CONFIG),
                    app.url(),
                    StreamsApp.class.getPackage().getImplementationVersion());
            return app;
        } catch (IOException e) {
            streams.close(CLOSE_TIMEOUT);
            controlWriter.close();
            metrics.close();
            memory.close();
            throw new StreamsAppException("TLK-805 The HTTP server does not start: " + e.getMessage(), e);
        }
    }

    private static OperationListener listeners(StreamsAppConfig config, OperationListener listeners) {
        return config.printOperations() ? listeners.and(new OperationPrinter(System.out)) : listeners;
    }

    /** Where page and API are, such as {@code http://127.0.0.1:8090}. */
    public URI url() {
        return web.url();
    }

    /**
     * Waits until the state can be read.
     *
     * @throws StreamsAppException if that does not happen in time, or never will
     */
    public void awaitReady(Duration timeout) throws StreamsAppException, InterruptedException {
        try {
            health.firstReady().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new StreamsAppException(
                    "TLK-806 The application is not ready after " + timeout.toMillis() + " ms: "
                            + health.ready().reason()
                            + " Allow more time while state is restored; else look at the log",
                    e);
        } catch (CancellationException e) {
            throw new StreamsAppException("TLK-806 The application was stopped before it was ready", e);
        } catch (ExecutionException e) {
            throw stoppedBy(e);
        }
    }

    /**
     * Waits until the application is closed.
     *
     * @throws StreamsAppException if it stopped by itself
     */
    public void awaitStop() throws StreamsAppException, InterruptedException {
        try {
            health.stopped().get();
        } catch (ExecutionException e) {
            throw stoppedBy(e);
        }
    }

    /** Commits, leaves the group and stops Kafka Streams, for at most 20 seconds, then the HTTP server. */
    @Override
    public void close() {
        // By default a member stays until its session ends, and a restart waits for that: 45 seconds without state.
        CloseOptions leaving = CloseOptions.timeout(CLOSE_TIMEOUT)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP);
        boolean isStopped = streams.close(leaving);
        web.close();
        controlWriter.close();
        metrics.close();
        if (isStopped) {
            memory.close();
            LOG.info("Application stopped");
        } else {
            LOG.warn(
                    "TLK-807 Kafka Streams has not stopped in time; state is restored at the next start limitInMs={}",
                    CLOSE_TIMEOUT.toMillis());
        }
    }

    private static StreamsHealth watched(KafkaStreams streams, RestoreProgress restoring) {
        StreamsHealth health = new StreamsHealth(streams::state, restoring::remaining);
        streams.setStateListener(health);
        streams.setUncaughtExceptionHandler(failure -> {
            LOG.error("TLK-705 A stream thread failed; the application stops", failure);
            health.failed(failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        return health;
    }

    /** An instance that has an address shuts out what it was before it crashed; one without is never the same again. */
    private static ControlWriter controlWriter(StreamsAppConfig config, InstantSource clock, Supplier<UUID> ids) {
        StreamsConfig kafka = new StreamsConfig(config.kafka());
        String instance = config.http()
                .self()
                .map(self -> self.host() + ":" + self.port())
                .orElseGet(() -> ids.get().toString());
        return TransactionalControlWriter.of(
                kafka.getProducerConfigs("control-writer"),
                config.kafka().get(StreamsConfig.APPLICATION_ID_CONFIG) + "-control-" + instance,
                config.topics().control(),
                clock,
                ids);
    }

    private static StreamsAppException stoppedBy(ExecutionException e) {
        return new StreamsAppException("TLK-705 Kafka Streams stopped: " + e.getCause(), e);
    }
}
