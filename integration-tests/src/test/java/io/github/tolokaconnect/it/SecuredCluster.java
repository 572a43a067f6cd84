package io.github.tolokaconnect.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.events.TopicDefinition;
import io.github.tolokaconnect.events.Topics;
import io.github.tolokaconnect.quickstart.cluster.EmbeddedBroker;
import io.github.tolokaconnect.quickstart.cluster.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.tools.AclCommand;

/**
 * A cluster in which nobody may do anything but an administrator and who was granted something: SASL, and Kafka's own authorizer.
 * The principals are those of {@code config/kafka/acls.sh}, each with its credential in a file, as Kubernetes would mount it.
 */
final class SecuredCluster implements AutoCloseable {

    static final String WORKER = "connect-worker";
    static final String RESULTS = "toloka-results";
    static final String STREAMS = "toloka-streams";

    private static final String PLAIN = "org.apache.kafka.common.security.plain.PlainLoginModule required";
    private static final String SCRAM = "org.apache.kafka.common.security.scram.ScramLoginModule required";
    private static final String ADMIN = " username=\"admin\" password=\"admin-secret\"";
    private static final int ITERATIONS = 4096;

    private final Path directory;
    private final EmbeddedBroker broker;
    private final Admin admin;
    private final Producer<byte[], byte[]> producer;

    private SecuredCluster(Path directory, EmbeddedBroker broker) {
        this.directory = directory;
        this.broker = broker;
        this.admin = Admin.create(ofAdministrator());
        this.producer = new KafkaProducer<>(ofAdministrator(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Starts a cluster with the topics that {@code create-topics.sh} creates; its files go to {@code directory}. */
    static SecuredCluster start(Path directory) throws IOException {
        var broker = EmbeddedBroker.start(
                directory.resolve("broker"),
                FreePorts.one(),
                Map.of(
                        "listener.security.protocol.map", "PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
                        "inter.broker.listener.name", "PLAINTEXT",
                        "sasl.mechanism.inter.broker.protocol", "PLAIN",
                        "sasl.enabled.mechanisms", "PLAIN,SCRAM-SHA-512",
                        "listener.name.plaintext.plain.sasl.jaas.config",
                                PLAIN + ADMIN + " user_admin=\"admin-secret\";",
                        "listener.name.plaintext.scram-sha-512.sasl.jaas.config", SCRAM + ";",
                        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                        // The controller's listener is this process's own.
                        "super.users", "User:admin;User:ANONYMOUS"));
        var cluster = new SecuredCluster(directory, broker);
        Stream.of(WORKER, RESULTS, STREAMS).forEach(cluster::addUser);
        Topics.all().forEach(cluster::create);
        cluster.create(Topics.journal("toloka.journal.labeling"));
        cluster.create(Topics.deadLetterQueue("labeling.tasks.dlq"));
        return cluster;
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** Where the credential of each principal is, in a file {@code sasl.jaas.config} of a folder of its own. */
    Path secrets() {
        return directory.resolve("secrets");
    }

    Producer<byte[], byte[]> producer() {
        return producer;
    }

    Admin admin() {
        return admin;
    }

    /** Creates a topic as {@code create-topics.sh --replicas 1} does. */
    void create(TopicDefinition topic) {
        var configs = new HashMap<>(topic.configs());
        configs.remove("min.insync.replicas");
        Cluster.answer(
                admin.createTopics(List.of(new NewTopic(topic.name(), topic.partitions(), (short) 1).configs(configs)))
                        .all());
    }

    /** How many records a topic has got, entries of transactions included. */
    long written(String topic) {
        var partitions =
                Cluster.answer(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic).partitions().stream()
                        .collect(toMap(
                                partition -> new TopicPartition(topic, partition.partition()),
                                partition -> OffsetSpec.latest()));
        return Cluster.answer(admin.listOffsets(partitions).all()).values().stream()
                .mapToLong(end -> end.offset())
                .sum();
    }

    /** Runs {@code config/kafka/acls.sh} with these options, and Kafka's own tool with each command that it prints. */
    void grant(String... options) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Artifacts.home().resolve("config/kafka/acls.sh").toString(),
                "--bootstrap-server",
                bootstrapServers(),
                "--command-config",
                administrator().toString(),
                "--print"));
        command.addAll(List.of(options));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        printed.lines().forEach(line -> {
            var words = line.split(" ");
            assertThat(words[0]).isEqualTo("kafka-acls.sh");
            AclCommand.main(Stream.of(words).skip(1).toArray(String[]::new));
        });
    }

    /** Takes a right from a principal, and demands that it had it. */
    void revoke(String principal, AclOperation operation, ResourceType type, String name) {
        var taken = Cluster.answer(admin.deleteAcls(List.of(new AclBindingFilter(
                        new ResourcePatternFilter(type, name, PatternType.ANY),
                        new AccessControlEntryFilter("User:" + principal, "*", operation, AclPermissionType.ALLOW))))
                .all());
        assertThat(taken).as("rights of %s on %s", principal, name).isNotEmpty();
    }

    private void addUser(String name) {
        Cluster.answer(admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                        name, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS), name + "-secret")))
                .all());
        try {
            var folder = Files.createDirectories(secrets().resolve(name));
            Files.writeString(
                    folder.resolve("sasl.jaas.config"),
                    SCRAM + " username=\"" + name + "\" password=\"" + name + "-secret\";");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path administrator() throws IOException {
        return Files.writeString(
                directory.resolve("administrator.properties"),
                ofAdministrator().entrySet().stream()
                        .map(setting -> setting.getKey() + "=" + setting.getValue())
                        .collect(joining("\n")));
    }

    private Map<String, Object> ofAdministrator() {
        return Map.of(
                "bootstrap.servers",
                bootstrapServers(),
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                PLAIN + ADMIN + ";");
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
        broker.close();
    }
}
