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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** One broker with the topics of the contract, and one Connect worker with the plugin, for all tests of a JVM. Safe from any thread. */
final class Cluster implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final Path plugins;
    private EmbeddedBroker broker;
    private final Admin admin;
    private final Producer<byte[], byte[]> producer;
    private final ConnectWorker worker;
    private final AtomicInteger names = new AtomicInteger();

    private Cluster(Path plugins, EmbeddedBroker broker) {
        this.plugins = plugins;
        this.broker = broker;
        this.admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "linger.ms", 5),
                new ByteArraySerializer(),
                new ByteArraySerializer());
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

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    ConnectRest connect() {
        return worker.rest();
    }

    Admin admin() {
        return admin;
    }

    Producer<byte[], byte[]> producer() {
        return producer;
    }

    /** Directory with the unpacked plugin, as a worker's {@code plugin.path} wants it. */
    Path plugins() {
        return plugins;
    }

    /** A name that nothing in this cluster has yet. */
    String freshName(String purpose) {
        return "it-" + names.incrementAndGet() + "-" + purpose;
    }

    void createTopic(String name, int partitions) {
        answer(admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
                .all());
    }

    /** How many committed records a topic holds. */
    int committedRecords(String topic) {
        return committed(topic).size();
    }

    /** The committed records of a topic, those of each partition in their order. */
    List<ConsumerRecord<byte[], byte[]>> committed(String topic) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(POLL).forEach(records::add);
            }
        }
        return records;
    }

    /** What the broker answers, waited for. */
    static <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "The broker refused: " + e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the broker answered", e);
        }
    }

    @Override
    public void close() {
        worker.close();
        producer.close();
        admin.close();
        broker.close();
        FileTree.delete(plugins);
    }
}
