package io.github.tolokaconnect.quickstart.results;

import io.github.tolokaconnect.events.UnreadableEventException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A plain consumer of topics, as a user would write one: it reads committed records only, from the moment of its creation on, and
 * belongs to no group. Not safe for several threads.
 */
public final class TopicReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);

    private final Consumer<byte[], byte[]> consumer;

    /** A reader at the end of {@code topics}, which have to exist. */
    TopicReader(Consumer<byte[], byte[]> consumer, Collection<String> topics) {
        this.consumer = consumer;
        assign(topics);
        for (var end : consumer.endOffsets(consumer.assignment()).entrySet()) {
            consumer.seek(end.getKey(), end.getValue());
        }
    }

    /** Opens a reader at the end of {@code topics}, which have to exist. */
    public static TopicReader open(String bootstrapServers, Collection<String> topics) {
        var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", bootstrapServers,
                        "isolation.level", "read_committed",
                        "enable.auto.commit", "false",
                        "auto.offset.reset", "earliest",
                        "max.poll.records", "5000"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        return new TopicReader(consumer, topics);
    }

    /** Hands the next records to {@code take}, waiting for them at most {@code timeout}; one that it cannot read is skipped. */
    public void read(Duration timeout, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> take) {
        for (var record : consumer.poll(timeout)) {
            try {
                take.accept(record);
            } catch (UnreadableEventException e) {
                LOG.warn(
                        "TLK-853 An event is unreadable and was skipped topic={} partition={} offset={} reason=\"{}\"",
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        e.getMessage());
            }
        }
    }

    /** Whether everything that was in the topics a moment ago has been read. */
    public boolean isAtEnd() {
        return consumer.endOffsets(consumer.assignment()).entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    /** From now on reads {@code topics} only, of those that it reads. */
    public void readOnly(Collection<String> topics) {
        assign(topics);
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void assign(Collection<String> topics) {
        consumer.assign(topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList());
    }
}
