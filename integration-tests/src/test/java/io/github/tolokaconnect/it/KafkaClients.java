package io.github.tolokaconnect.it;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
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

/** What tests use of a Kafka cluster, wherever it runs: its topics, a producer, and what was committed. Safe from any thread. */
public final class KafkaClients implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final String bootstrapServers;
    private final short replicas;
    private final Admin admin;
    private final Producer<byte[], byte[]> producer;
    private final AtomicInteger names = new AtomicInteger();

    /** Clients of the cluster at {@code bootstrapServers}; topics that they create have so many {@code replicas}. */
    public KafkaClients(String bootstrapServers, int replicas) {
        this.bootstrapServers = bootstrapServers;
        this.replicas = (short) replicas;
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 5),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Where the brokers listen for this JVM. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** How many replicas the topics have. */
    public int replicas() {
        return replicas;
    }

    /** One administrator for all. */
    public Admin admin() {
        return admin;
    }

    /** One producer for all. */
    public Producer<byte[], byte[]> producer() {
        return producer;
    }

    /** A name that these clients have not given before. */
    public String freshName(String purpose) {
        return "it-" + names.incrementAndGet() + "-" + purpose;
    }

    /** Creates a topic and waits for it. */
    public void createTopic(String name, int partitions) {
        answer(admin.createTopics(List.of(new NewTopic(name, partitions, replicas)))
                .all());
    }

    /** The committed records of a topic, those of each partition in their order. */
    public List<ConsumerRecord<byte[], byte[]>> committed(String topic) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
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
    public static <T> T answer(KafkaFuture<T> future) {
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
        producer.close();
        admin.close();
    }
}
