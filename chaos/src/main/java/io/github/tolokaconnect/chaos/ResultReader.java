package io.github.tolokaconnect.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.tolokaconnect.chaos.verdict.EventIdentity;
import io.github.tolokaconnect.chaos.verdict.Evidence;
import io.github.tolokaconnect.chaos.verdict.RecordId;
import io.github.tolokaconnect.events.Event;
import io.github.tolokaconnect.events.EventCodec;
import io.github.tolokaconnect.events.RecordRef;
import io.github.tolokaconnect.events.TaskCreated;
import io.github.tolokaconnect.events.UnreadableEventException;
import io.github.tolokaconnect.events.ValidationError;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A plain consumer of the result topics: committed events only, all of them, from the beginning. Not safe for several threads. */
final class ResultReader implements AutoCloseable {

    private final Consumer<byte[], byte[]> consumer;
    private final EventCodec codec = new EventCodec();
    private final Evidence evidence;

    ResultReader(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions, Evidence evidence) {
        this.consumer = consumer;
        this.evidence = evidence;
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    static ResultReader open(String bootstrapServers, List<TopicPartition> partitions, Evidence evidence) {
        var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", bootstrapServers,
                        "isolation.level", "read_committed",
                        "enable.auto.commit", "false",
                        "auto.offset.reset", "earliest",
                        "max.poll.records", "5000"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        return new ResultReader(consumer, partitions, evidence);
    }

    /** Reads everything that is in the topics now, and tells the evidence. */
    void readAll() {
        var ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(Duration.ofMillis(200)).forEach(this::tell);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void tell(ConsumerRecord<byte[], byte[]> record) {
        var identity = new EventIdentity(header(record, "ce_source"), header(record, "ce_id"));
        var event = decode(record);
        if (event instanceof TaskCreated created) {
            evidence.taskCreated(identity, id(created.record()), created.task().id());
        } else if (event instanceof ValidationError error) {
            evidence.validationError(identity, id(error.record()));
        } else {
            evidence.event(identity);
        }
    }

    private Event decode(ConsumerRecord<byte[], byte[]> record) {
        try {
            return codec.decode(record.value());
        } catch (UnreadableEventException e) {
            throw new ChaosException(
                    "The event at " + record.topic() + "-" + record.partition() + " offset " + record.offset()
                            + " cannot be read: " + e.getMessage(),
                    e);
        }
    }

    private static Optional<RecordId> id(RecordRef record) {
        return record.key() == null ? Optional.empty() : RecordId.parse(record.key());
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        if (header == null) {
            throw new ChaosException("The event at " + record.topic() + "-" + record.partition() + " offset "
                    + record.offset() + " has no header " + name);
        }
        return new String(header.value(), UTF_8);
    }
}
