package io.github.tolokaconnect.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tolokaconnect.events.Topics;
import io.github.tolokaconnect.quickstart.cluster.ConnectRest;
import io.github.tolokaconnect.quickstart.cluster.ConnectRestException;
import io.github.tolokaconnect.quickstart.cluster.FreePorts;
import io.github.tolokaconnect.simulator.TolokaSimulator;
import io.github.tolokaconnect.streams.StreamsApp;
import io.github.tolokaconnect.streams.StreamsAppConfig;
import io.github.tolokaconnect.streams.StreamsAppException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The files for production on a cluster with SCRAM and ACLs: the worker of {@code connect-distributed.properties}, the connector of
 * {@code production.json}, the streams app, and nothing granted but what {@code acls.sh} grants. Only TLS is left out, and what the files
 * themselves say is to change.
 */
class SecuredClusterIT {

    private static final Duration START_TIME = Duration.ofMinutes(2);
    private static final String TOKEN = "token-of-the-secured-cluster";
    private static final String POOL = "1001";

    @TempDir
    private static Path directory;

    private static SecuredCluster cluster;
    private static TolokaSimulator toloka;
    private static WorkerProcess worker;

    @BeforeAll
    static void start() throws Exception {
        cluster = SecuredCluster.start(directory);
        cluster.grant();
        toloka = TolokaSimulator.builder().start();
        Files.writeString(cluster.secrets().resolve("toloka.properties"), "api.key=demo-token\n");
        Artifacts.plugin().unpackInto(Files.createDirectories(directory.resolve("plugins")));
        worker = startWorker(new ConnectRest(URI.create("http://127.0.0.1:" + FreePorts.one())));
        worker.awaitReady();
    }

    @AfterAll
    static void stop() {
        worker.close();
        toloka.close();
        cluster.close();
    }

    @Test
    void everythingWorksWithTheRightsOfTheScriptAlone(@TempDir Path state) throws Exception {
        create("labeling", Topics.LABELING_TASKS.name());
        try (var app = StreamsApp.start(streamsApp(state))) {
            app.awaitReady(START_TIME);
            var page = new Platform(app.url(), "Bearer " + TOKEN);
            assertThat(page.put("/api/v1/aliases/cats-main", "{\"pool_id\": \"" + POOL + "\"}")
                            .status())
                    .isBetween(200, 204);
            assertThat(page.put("/api/v1/routes/cats", ShippedConfig.text("streams/routes/cats.json"))
                            .status())
                    .isBetween(200, 204);
            Waiting.until("the route is in force")
                    .until(() -> page.get("/api/v1/routes/cats").status() == 200);
            send(
                    Topics.PREDICTIONS.name(),
                    "cat-1",
                    "{'item_id': 'cat-1', 'model': {'name': 'catdog'}, 'attributes': {'lang': 'en'},"
                            + " 'input': {'image': 'https://example.com/cat-1.jpg'},"
                            + " 'predictions': [{'output_values': {'result': 'cat'}, 'confidence': 0.5},"
                            + " {'output_values': {'result': 'dog'}, 'confidence': 0.45}]}");
            send(Topics.LABELING_TASKS.name(), "broken", "no task");

            Waiting.until("the prediction is a task")
                    .until(() -> toloka.audit().tasks() >= 1 && cluster.written(Topics.TASKS_CREATED.name()) > 0);
            Waiting.until("the streams app knows the task").untilAsserted(() -> {
                var item = page.get("/api/v1/items/cat-1").body();
                assertThat(item.findValuesAsText("operation")).isNotEmpty();
            });
            Waiting.until("what is no task is a dead letter, and reported").untilAsserted(() -> {
                assertThat(cluster.written("labeling.tasks.dlq")).isEqualTo(1);
                assertThat(cluster.written(Topics.VALIDATION_ERRORS.name())).isPositive();
            });
            assertThat(toloka.audit().duplicates()).isZero();
        } finally {
            delete("labeling");
        }
    }

    @Test
    void namesTheRightOnTransactionalIdsAndGoesOnOnceItIsGranted() throws Exception {
        var name = "without-transactions";
        prepare(name);
        cluster.revoke(
                SecuredCluster.RESULTS, AclOperation.WRITE, ResourceType.TRANSACTIONAL_ID, "toloka-" + name + "-");

        create(name, name + ".tasks");
        send(name + ".tasks", "a", Tasks.valid(POOL, name));

        awaitLine(
                "[" + name + "|task-",
                "TLK-508",
                "grant Write on transactional ids that begin with operation.namespace",
                "to the principal of result.producer.*");
        assertThat(cluster.written("toloka.journal." + name)).isZero();

        grant(name);
        Waiting.until("the claim succeeds and the task is made")
                .untilAsserted(() ->
                        assertThat(cluster.written("toloka.journal." + name)).isPositive());
        delete(name);
    }

    @Test
    void namesTheRightToReadTheJournal() throws Exception {
        var name = "without-journal";
        prepare(name);
        cluster.revoke(SecuredCluster.RESULTS, AclOperation.READ, ResourceType.TOPIC, "toloka.journal." + name);

        create(name, name + ".tasks");
        send(name + ".tasks", "a", Tasks.valid(POOL, name));

        awaitLine("[" + name + "|task-", "TLK-508", "toloka.journal." + name, "Read", "on the journal");
        delete(name);
    }

    @Test
    void namesTheResultTopicThatMayNotBeWritten() throws Exception {
        var name = "without-results";
        prepare(name);
        cluster.revoke(SecuredCluster.RESULTS, AclOperation.WRITE, ResourceType.TOPIC, Topics.VALIDATION_ERRORS.name());
        try {
            create(name, name + ".tasks");

            Waiting.until("the sink task fails")
                    .until(() -> worker.rest()
                            .status(name)
                            .flatMap(status -> status.failedSinkTask())
                            .filter(failed -> failed.trace()
                                    .contains("TLK-404 The result topic toloka.validation-errors may not be used; grant"
                                            + " Write on topic toloka.validation-errors"))
                            .isPresent());
        } finally {
            delete(name);
            grant(name);
        }
    }

    @Test
    void theStreamsAppNamesTheTopicThatItMayNotRead(@TempDir Path state) throws Exception {
        cluster.revoke(SecuredCluster.STREAMS, AclOperation.READ, ResourceType.TOPIC, Topics.ANSWERS.name());
        try {
            assertThatThrownBy(() -> StreamsApp.start(streamsApp(state)).close())
                    .isInstanceOf(StreamsAppException.class)
                    .hasMessageContaining("Topic toloka.answers cannot be looked up")
                    .hasMessageContaining("permissions");
        } finally {
            cluster.grant();
        }
    }

    /** Topics and rights of a connector of one test. */
    private static void prepare(String name) throws Exception {
        cluster.create(Topics.LABELING_TASKS.withName(name + ".tasks").withPartitions(1));
        cluster.create(Topics.journal("toloka.journal." + name));
        cluster.create(Topics.deadLetterQueue(name + ".dlq"));
        grant(name);
    }

    private static void grant(String name) throws Exception {
        cluster.grant("--connector", name, "--sources", name + ".tasks", "--dead-letters", name + ".dlq");
    }

    private static void create(String name, String source) throws IOException {
        var connector = ShippedConfig.connector("connector/production.json");
        connector.replaceAll(
                (key, value) -> onThisMachine(key, value).replace("toloka.journal.labeling", "toloka.journal." + name));
        connector.keySet().removeIf(key -> key.contains(".ssl."));
        connector.putAll(Map.of(
                "name",
                name,
                "topics",
                source,
                "operation.namespace",
                "toloka-" + name,
                "toloka.url",
                toloka.url().toString(),
                "toloka.auth.type",
                "oauth",
                "pool.id",
                POOL,
                "safety.pool.allowlist",
                POOL,
                "linger.ms",
                "100",
                "result.topics.replication.factor",
                "1",
                "consumer.override.metadata.max.age.ms",
                "1000"));
        connector.put(
                "errors.deadletterqueue.topic.name", name.equals("labeling") ? "labeling.tasks.dlq" : name + ".dlq");
        connector.put("errors.deadletterqueue.topic.replication.factor", "1");
        Waiting.until("the worker takes " + name)
                .ignoreExceptionsMatching(SecuredClusterIT::isBusy)
                .until(() -> {
                    worker.rest().createConnector(name, connector);
                    return true;
                });
    }

    private static void delete(String name) {
        Waiting.until("the worker deletes " + name)
                .ignoreExceptionsMatching(SecuredClusterIT::isBusy)
                .until(() -> {
                    worker.rest().delete(name);
                    return true;
                });
    }

    private static boolean isBusy(Throwable failure) {
        return failure instanceof ConnectRestException refused && refused.status() == 409;
    }

    /** The worker's file with its proposals of security taken up. */
    private static WorkerProcess startWorker(ConnectRest rest) throws IOException {
        var file = ShippedConfig.text("connect/connect-distributed.properties")
                .replaceAll("(?m)^#((?:(?:consumer|producer|admin)\\.)?(?:security|sasl)\\..*=)", "$1");
        var settings = ShippedConfig.properties(file);
        settings.replaceAll(SecuredClusterIT::onThisMachine);
        settings.put("listeners", "HTTP://127.0.0.1:" + rest.url().getPort());
        settings.put("plugin.path", directory.resolve("plugins").toString());
        settings.put("config.storage.replication.factor", "1");
        settings.put("offset.storage.replication.factor", "1");
        settings.put("status.storage.replication.factor", "1");
        var home = Files.createDirectories(directory.resolve("worker"));
        var properties = ShippedConfig.write(settings, home.resolve("worker.properties"));
        return WorkerProcess.start(rest, home, "ConnectDistributed", List.of(properties));
    }

    private static StreamsAppConfig streamsApp(Path state) throws IOException {
        var settings = new TreeMap<>(ShippedConfig.properties(ShippedConfig.text("streams/streams-app.properties")));
        settings.putAll(Map.of(
                "bootstrap.servers", cluster.bootstrapServers(),
                "security.protocol", "SASL_PLAINTEXT",
                "sasl.mechanism", "SCRAM-SHA-512",
                "sasl.jaas.config",
                        "${directory:" + cluster.secrets().resolve(SecuredCluster.STREAMS) + ":sasl.jaas.config}",
                "config.providers", "directory",
                "config.providers.directory.class", "org.apache.kafka.common.config.provider.DirectoryConfigProvider",
                "config.providers.directory.param.allowed.paths",
                        cluster.secrets().toString()));
        settings.putAll(Map.of(
                "topics.create", "false",
                "replication.factor", "1",
                "commit.interval.ms", "100",
                "state.dir", state.toString(),
                "http.port", "0",
                "http.token", TOKEN,
                "print.operations", "false"));
        return StreamsAppConfig.from(settings);
    }

    private static String onThisMachine(String key, String value) {
        return key.endsWith("bootstrap.servers")
                ? cluster.bootstrapServers()
                : value.replace("/etc/secrets", cluster.secrets().toString()).replace("SASL_SSL", "SASL_PLAINTEXT");
    }

    private static void send(String topic, String key, String json) throws Exception {
        cluster.producer()
                .send(new ProducerRecord<>(
                        topic, key.getBytes(UTF_8), json.replace('\'', '"').getBytes(UTF_8)))
                .get();
    }

    private static void awaitLine(String... parts) {
        Waiting.until("the worker says " + String.join(" … ", parts))
                .until(() ->
                        worker.out().stream().anyMatch(line -> Stream.of(parts).allMatch(line::contains)));
    }
}
