package io.github.tolokaconnect.benchmarks.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.tolokaconnect.events.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Waits for decisions on some items, as a reader of committed records sees them. One thread uses it. */
final class DecisionWatch implements AutoCloseable {

    private final Consumer<byte[], byte[]> consumer;
    private final Set<String> undecided;

    DecisionWatch(Consumer<byte[], byte[]> consumer, Collection<String> items) {
        this.consumer = consumer;
        this.undecided = new HashSet<>(items);
        consumer.assign(consumer.partitionsFor(Topics.DECISIONS.name()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList());
        consumer.endOffsets(consumer.assignment()).forEach(consumer::seek);
    }

    /** A watch that sees what is decided from now on. */
    static DecisionWatch on(String bootstrapServers, Collection<String> items) {
        return new DecisionWatch(
                new KafkaConsumer<>(
                        Map.<String, Object>of(
                                "bootstrap.servers", bootstrapServers,
                                "isolation.level", "read_committed",
                                "enable.auto.commit", "false"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer()),
                items);
    }

    /** Whether all items have been decided on by now. */
    boolean isOver() {
        consumer.poll(Duration.ofMillis(1)).forEach(record -> undecided.remove(new String(record.key(), UTF_8)));
        return undecided.isEmpty();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
