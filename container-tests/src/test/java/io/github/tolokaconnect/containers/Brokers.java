package io.github.tolokaconnect.containers;

import io.github.tolokaconnect.events.Topics;
import io.github.tolokaconnect.it.KafkaClients;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.testcontainers.containers.Network;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;

/** A Kafka cluster of brokers that are controllers too, with the topics of the contract. Not safe for several threads. */
final class Brokers implements AutoCloseable {

    private static final int INSIDE_PORT = 19092;
    private static final int CONTROLLER_PORT = 9094;

    private final String name;
    private final List<KafkaContainer> containers;
    private final KafkaClients clients;

    private Brokers(String name, List<KafkaContainer> containers, KafkaClients clients) {
        this.name = name;
        this.containers = containers;
        this.clients = clients;
    }

    /** Starts so many brokers, called {@code name-1}, {@code name-2} and so on. With three, one may be lost. */
    static Brokers start(Network network, String name, int count) {
        var containers = IntStream.rangeClosed(1, count)
                .mapToObj(node -> broker(network, name, node, count))
                .toList();
        Startables.deepStart(containers).join();
        var bootstrapServers =
                containers.stream().map(KafkaContainer::getBootstrapServers).collect(Collectors.joining(","));
        var clients = new KafkaClients(bootstrapServers, count);
        Topics.ofConnector().forEach(topic -> clients.createTopic(topic.name(), topic.partitions()));
        return new Brokers(name, containers, clients);
    }

    /** Clients of this cluster outside of its network. */
    KafkaClients clients() {
        return clients;
    }

    /** Where containers in the network find the brokers. */
    String inside() {
        return IntStream.rangeClosed(1, containers.size())
                .mapToObj(node -> host(name, node) + ":" + INSIDE_PORT)
                .collect(Collectors.joining(","));
    }

    /** Ends a broker at once, without a chance to tidy up. */
    void kill(int node) {
        Signals.kill(containers.get(node - 1));
    }

    @Override
    public void close() {
        clients.close();
        containers.forEach(KafkaContainer::stop);
    }

    private static KafkaContainer broker(Network network, String name, int node, int count) {
        var voters = IntStream.rangeClosed(1, count)
                .mapToObj(voter -> voter + "@" + host(name, voter) + ":" + CONTROLLER_PORT)
                .collect(Collectors.joining(","));
        var replicas = String.valueOf(count);
        var inSync = String.valueOf(count / 2 + 1);
        return Mark.ofCheckout()
                .on(new KafkaContainer(Images.KAFKA))
                .withNetwork(network)
                .withStartupTimeout(Images.TIME_TO_START)
                .withNetworkAliases(host(name, node))
                .withListener(host(name, node) + ":" + INSIDE_PORT)
                .withEnv("KAFKA_NODE_ID", String.valueOf(node))
                .withEnv("KAFKA_CONTROLLER_QUORUM_VOTERS", voters)
                .withEnv("KAFKA_HEAP_OPTS", "-Xmx384m")
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_DEFAULT_REPLICATION_FACTOR", replicas)
                .withEnv("KAFKA_MIN_INSYNC_REPLICAS", inSync)
                .withEnv("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", replicas)
                .withEnv("KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR", replicas)
                .withEnv("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", inSync);
    }

    private static String host(String name, int node) {
        return name + "-" + node;
    }
}
