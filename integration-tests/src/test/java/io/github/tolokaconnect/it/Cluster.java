package io.github.tolokaconnect.it;

import io.github.tolokaconnect.events.Topics;
import io.github.tolokaconnect.quickstart.cluster.ConnectRest;
import io.github.tolokaconnect.quickstart.cluster.ConnectWorker;
import io.github.tolokaconnect.quickstart.cluster.EmbeddedBroker;
import io.github.tolokaconnect.quickstart.cluster.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaFuture;

/** One broker with the topics of the contract, and one Connect worker with the plugin, for all tests of a JVM. Safe from any thread. */
final class Cluster implements AutoCloseable {

    private final Path plugins;
    private EmbeddedBroker broker;
    private final KafkaClients kafka;
    private final ConnectWorker worker;

    private Cluster(Path plugins, EmbeddedBroker broker) {
        this.plugins = plugins;
        this.broker = broker;
        this.kafka = new KafkaClients(broker.bootstrapServers(), 1);
        Topics.ofConnector().forEach(topic -> createTopic(topic.name(), topic.partitions()));
        this.worker = ConnectWorker.start(broker.bootstrapServers(), plugins);
    }

    static Cluster start() {
        return start(EmbeddedBroker::start);
    }

    /** A cluster whose broker keeps its data in {@code directory}, so that it can be restarted. */
    static Cluster startOn(Path directory) {
        return start(() -> EmbeddedBroker.start(directory));
    }

    private static Cluster start(Supplier<EmbeddedBroker> broker) {
        try {
            var plugins = Files.createTempDirectory("it-plugins-");
            Artifacts.plugin().unpackInto(plugins);
            return new Cluster(plugins, broker.get());
        } catch (IOException e) {
            throw new UncheckedIOException("The plugin path of the worker cannot be made", e);
        }
    }

    /** Ends the broker and starts another one on its data at the same address; only for a cluster that keeps its data. */
    void restartBroker(Path directory) {
        var port = broker.port();
        broker.close();
        broker = EmbeddedBroker.start(directory, port);
    }

    /** What tests use of the broker. */
    KafkaClients kafka() {
        return kafka;
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    ConnectRest connect() {
        return worker.rest();
    }

    Admin admin() {
        return kafka.admin();
    }

    Producer<byte[], byte[]> producer() {
        return kafka.producer();
    }

    /** Directory with the unpacked plugin, as a worker's {@code plugin.path} wants it. */
    Path plugins() {
        return plugins;
    }

    /** A name that nothing in this cluster has yet. */
    String freshName(String purpose) {
        return kafka.freshName(purpose);
    }

    void createTopic(String name, int partitions) {
        kafka.createTopic(name, partitions);
    }

    /** How many committed records a topic holds. */
    int committedRecords(String topic) {
        return committed(topic).size();
    }

    /** The committed records of a topic, those of each partition in their order. */
    List<ConsumerRecord<byte[], byte[]>> committed(String topic) {
        return kafka.committed(topic);
    }

    /** What the broker answers, waited for. */
    static <T> T answer(KafkaFuture<T> future) {
        return KafkaClients.answer(future);
    }

    @Override
    public void close() {
        worker.close();
        kafka.close();
        broker.close();
        FileTree.delete(plugins);
    }
}
