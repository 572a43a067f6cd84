package io.github.tolokaconnect.streams;

import static java.util.Objects.requireNonNull;

import io.github.tolokaconnect.streams.monitor.InputTopics;
import io.github.tolokaconnect.streams.monitor.OperationListener;
import io.github.tolokaconnect.streams.monitor.StoredOperations;
import io.github.tolokaconnect.streams.state.StateMemory;
import io.github.tolokaconnect.streams.web.EventFeed;
import io.github.tolokaconnect.streams.web.WebServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running application: Kafka Streams over the connector's result topics, and an HTTP server that shows what it knows. */
public final class StreamsApp implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StreamsApp.class);
    /** Kafka's own minute is long for someone who mistyped an address. */
    private static final Duration LOOKUP_TIMEOUT = Duration.ofSeconds(15);

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);

    private final KafkaStreams streams;
    private final StreamsHealth health;
    private final WebServer web;

    private StreamsApp(KafkaStreams streams, StreamsHealth health, WebServer web) {
        this.streams = streams;
        this.health = health;
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
        prepareTopics(config);
        // wiring: the one clock of the application
        InstantSource clock = InstantSource.system();
        // end of wiring
        EventFeed feed = new EventFeed(clock);
        OperationListener listeners = feed.and(listener);
        if (config.printOperations()) {
            listeners = listeners.and(new OperationPrinter(System.out));
        }
        StateMemory memory = StateMemory.of(config.stateMemory());
        Properties properties = config.kafkaProperties();
        properties.put(StateMemory.CONFIG, memory);
        config.http()
                .self()
                .ifPresent(self ->
                        properties.put(StreamsConfig.APPLICATION_SERVER_CONFIG, self.host() + ":" + self.port()));
        InputTopics input = new InputTopics(config.topics().operationStatus(), "unused-created", "unused-errors");
        KafkaStreams streams = new KafkaStreams(AppTopology.build(config, listeners), properties);
        StreamsHealth health = new StreamsHealth(streams::state);
        streams.setStateListener(health);
        streams.setUncaughtExceptionHandler(failure -> {
            LOG.error("Stream thread failed; the application stops", failure);
            health.failed(failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        try {
            // First, so that orchestrators can watch the state being restored.
            WebServer web = WebServer.start(
                    new InetSocketAddress(config.http().host(), config.http().port()),
                    StoredOperations.of(streams, input),
                    health,
                    feed,
                    clock);
            StreamsApp app = new StreamsApp(streams, health, web);
            streams.start();
            return app;
        } catch (IOException e) {
            streams.close(CLOSE_TIMEOUT);
            throw new StreamsAppException(requireNonNull(e.getMessage()), e);
        }
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
                    "not ready after " + timeout.toMillis() + " ms: "
                            + health.ready().reason()
                            + " Allow more time while state is restored; else look at the log",
                    e);
        } catch (CancellationException e) {
            throw new StreamsAppException("stopped before it was ready", e);
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
        if (!streams.close(leaving)) {
            LOG.warn(
                    "Kafka Streams has not stopped after {} s; state is restored at the next start",
                    CLOSE_TIMEOUT.toSeconds());
        }
        web.close();
    }

    private static void prepareTopics(StreamsAppConfig config) throws StreamsAppException, InterruptedException {
        String bootstrapServers = requireNonNull(config.kafka().get(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG));
        Map<String, Object> adminConfig = new StreamsConfig(config.kafka()).getAdminConfigs("topic-preparation");
        if (!config.kafka().containsKey(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG)) {
            adminConfig.put(
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(LOOKUP_TIMEOUT.toMillis()));
            adminConfig.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(LOOKUP_TIMEOUT.toMillis()));
        }
        try (Admin admin = Admin.create(adminConfig)) {
            new TopicPreparation(admin, bootstrapServers).ensure(config.topics(), config.createTopics());
        } catch (KafkaException e) {
            throw new StreamsAppException("Kafka at " + bootstrapServers + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static StreamsAppException stoppedBy(ExecutionException e) {
        return new StreamsAppException("Kafka Streams stopped: " + e.getCause(), e);
    }
}
