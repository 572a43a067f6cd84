package io.github.tolokaconnect.quickstart;

import io.github.tolokaconnect.events.TopicDefinition;
import io.github.tolokaconnect.events.Topics;
import io.github.tolokaconnect.quickstart.answers.AnswerReceiver;
import io.github.tolokaconnect.quickstart.answers.AnswerWriter;
import io.github.tolokaconnect.quickstart.answers.Assignments;
import io.github.tolokaconnect.quickstart.answers.WebhookSecret;
import io.github.tolokaconnect.quickstart.cluster.ConnectRest;
import io.github.tolokaconnect.quickstart.cluster.ConnectWorker;
import io.github.tolokaconnect.quickstart.cluster.EmbeddedBroker;
import io.github.tolokaconnect.quickstart.loop.ControlDocuments;
import io.github.tolokaconnect.quickstart.loop.LoopOptions;
import io.github.tolokaconnect.quickstart.loop.LoopPlatform;
import io.github.tolokaconnect.simulator.TolokaSimulator;
import io.github.tolokaconnect.simulator.engine.OperationTime;
import io.github.tolokaconnect.simulator.engine.Quotas;
import io.github.tolokaconnect.streams.StreamsApp;
import io.github.tolokaconnect.streams.StreamsAppConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Everything that runs beside the run itself: simulator, broker, Connect worker and streams app, each at an address of its own. Its
 * parts belong to the caller's {@link Parts}.
 */
record Environment(
        EmbeddedBroker broker,
        Admin admin,
        TolokaSimulator simulator,
        ConnectRest connect,
        URI page,
        Optional<URI> answers,
        Optional<String> token) {

    private static final OperationTime OPERATION_TIME = OperationTime.ofMillis(50, 300);
    private static final int TOKEN_BYTES = 16;
    private static final TopicDefinition DEAD_LETTERS = Topics.LABELING_TASKS.withPartitions(1);

    /**
     * Starts everything and creates the topics, those of {@code connector}'s dead letters included.
     *
     * @param loop if people answer tasks as well, how; then the streams app knows the route before it starts
     */
    static Environment start(
            Parts parts,
            WorkDirectory work,
            Installation installation,
            SinkConnector connector,
            Optional<LoopOptions> loop,
            InstantSource clock)
            throws StoppedException {
        var ports = Ports.remembered(work.ports());
        installation.plugin().unpackInto(work.plugins());
        var secret = WebhookSecret.random();
        var token = loop.map(options -> randomToken());
        var simulator =
                parts.start("simulator", () -> simulator(ports, loop, secret).start());
        var broker = parts.start("broker", () -> EmbeddedBroker.start(work.broker(), ports.broker()))
                .started();
        var servers = broker.bootstrapServers();
        var admin = parts.start("admin client", () -> Admin.create(Map.of("bootstrap.servers", servers)))
                .started();
        createTopics(admin, connector);
        if (loop.isPresent()) {
            sendControlDocuments(servers, installation);
            parts.start("receiver of answers", () -> receiver(servers, ports, secret, clock))
                    .started();
        }
        simulator.started();
        var streams = parts.start(
                "streams app", () -> StreamsApp.start(streamsConfig(servers, work.streams(), ports, token)));
        var worker = parts.start("Connect worker", () -> ConnectWorker.start(servers, work.plugins(), ports.connect()));
        ports.remember(work.ports());
        return new Environment(
                broker,
                admin,
                simulator.started(),
                worker.started().rest(),
                streams.started().url(),
                loop.map(options -> AnswerReceiver.url(ports.answers())),
                token);
    }

    private static TolokaSimulator.Builder simulator(Ports ports, Optional<LoopOptions> loop, WebhookSecret secret) {
        var simulator = TolokaSimulator.builder()
                .operationTime(OPERATION_TIME)
                // Shows what the connector can do, not what an account may.
                .quotas(Quotas.NONE)
                .port(ports.simulator());
        return loop.map(options -> LoopPlatform.furnish(simulator, options)
                        .webhook(AnswerReceiver.url(ports.answers()), secret.text()))
                .orElse(simulator);
    }

    private static AnswerReceiver receiver(String servers, Ports ports, WebhookSecret secret, InstantSource clock) {
        var platform = URI.create("http://127.0.0.1:" + ports.simulator());
        return AnswerReceiver.start(
                ports.answers(),
                secret,
                new Assignments(platform, LoopPlatform.TOKEN),
                AnswerWriter.open(servers),
                clock);
    }

    /** Before the streams app starts: it reads all control documents before its first prediction. */
    private static void sendControlDocuments(String servers, Installation installation) {
        try {
            ControlDocuments.read(installation.controlDocuments()).send(servers);
        } catch (IOException | ExecutionException e) {
            throw new QuickstartException("The route cannot be put in force: " + Reason.of(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QuickstartException("Interrupted while the route was put in force", e);
        }
    }

    Addresses addresses() {
        return new Addresses(broker.bootstrapServers(), connect.url(), simulator.url(), page, answers, token);
    }

    /** Whether {@code group} is at rest and has all partitions of the topic of tasks. */
    boolean isAssignedAllTasks(String group) {
        try {
            return admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
                    .allMatch(Environment::hasAllTasks);
        } catch (ExecutionException e) {
            // Before its first member joins there is no such group.
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** For each partition of {@code topic} the offset that the next record will have. */
    Map<Integer, Long> nextOffsets(TopicDefinition topic) {
        var latest = new HashMap<TopicPartition, OffsetSpec>();
        for (var partition = 0; partition < topic.partitions(); partition++) {
            latest.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
        }
        try {
            return admin.listOffsets(latest).all().get().entrySet().stream()
                    .collect(Collectors.toMap(
                            entry -> entry.getKey().partition(),
                            entry -> entry.getValue().offset()));
        } catch (ExecutionException e) {
            throw new QuickstartException("The ends of " + topic.name() + " cannot be read: " + Reason.of(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QuickstartException("Interrupted before the first record", e);
        }
    }

    private static boolean hasAllTasks(ConsumerGroupDescription group) {
        var assigned = group.members().stream()
                .mapToInt(member -> member.assignment().topicPartitions().size())
                .sum();
        return group.groupState() == GroupState.STABLE && assigned == Topics.LABELING_TASKS.partitions();
    }

    private static void createTopics(Admin admin, SinkConnector connector) {
        var definitions = new ArrayList<>(Topics.all());
        connector.deadLetterTopic().ifPresent(topic -> definitions.add(DEAD_LETTERS.withName(topic)));
        var created = admin.createTopics(
                definitions.stream().map(Environment::newTopic).toList());
        created.values().forEach(Environment::awaitTopic);
    }

    private static NewTopic newTopic(TopicDefinition definition) {
        // One broker cannot keep the replicas that the definition asks for.
        return new NewTopic(definition.name(), definition.partitions(), (short) 1).configs(definition.configs());
    }

    private static void awaitTopic(String name, KafkaFuture<Void> creation) {
        try {
            creation.get();
        } catch (ExecutionException e) {
            // The data directory may hold it already.
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new QuickstartException("Topic " + name + " cannot be created: " + Reason.of(e), e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QuickstartException("Interrupted while topic " + name + " was created", e);
        }
    }

    /** What the page asks for when something is to be changed; of this run only. */
    private static String randomToken() {
        var bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static StreamsAppConfig streamsConfig(String servers, Path directory, Ports ports, Optional<String> token) {
        var settings = new HashMap<String, String>();
        settings.put("bootstrap.servers", servers);
        settings.put("state.dir", directory.toString());
        settings.put("replication.factor", "1");
        settings.put("commit.interval.ms", "200");
        settings.put("http.port", String.valueOf(ports.page()));
        settings.put("print.operations", "false");
        token.ifPresent(text -> settings.put("http.token", text));
        // It keeps its membership over a restart; a next run on the same data would wait for the default of 45 seconds.
        settings.put("consumer.session.timeout.ms", "6000");
        settings.put("consumer.heartbeat.interval.ms", "2000");
        return StreamsAppConfig.from(settings);
    }
}
