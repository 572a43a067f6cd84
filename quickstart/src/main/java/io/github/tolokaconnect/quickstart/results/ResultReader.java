package io.github.tolokaconnect.quickstart.results;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.tolokaconnect.events.EventCodec;
import io.github.tolokaconnect.events.OperationStatus;
import io.github.tolokaconnect.events.RecordRef;
import io.github.tolokaconnect.events.TaskCreated;
import io.github.tolokaconnect.events.Topics;
import io.github.tolokaconnect.events.UnreadableEventException;
import io.github.tolokaconnect.events.ValidationError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A plain consumer of the result topics, as a user would write one: it reads committed events only, from the moment of its creation
 * on, and belongs to no group. Dead letters of the connector's input count as refusals. Not safe for several threads.
 */
public final class ResultReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ResultReader.class);
    private static final String DEAD_LETTER_HEADER = "__connect.errors.";

    private final Consumer<byte[], byte[]> consumer;
    private final EventCodec codec = new EventCodec();

    ResultReader(Consumer<byte[], byte[]> consumer, Collection<String> deadLetterTopics) {
        this.consumer = consumer;
        var topics = new ArrayList<>(deadLetterTopics);
        topics.add(Topics.OPERATION_STATUS.name());
        topics.add(Topics.TASKS_CREATED.name());
        topics.add(Topics.VALIDATION_ERRORS.name());
        assign(topics);
        for (var end : consumer.endOffsets(consumer.assignment()).entrySet()) {
            consumer.seek(end.getKey(), end.getValue());
        }
    }

    /**
     * Opens a reader at the end of all result topics, which have to exist.
     *
     * @param deadLetterTopics topics of dead letters, with Connect's context headers
     */
    public static ResultReader open(String bootstrapServers, Collection<String> deadLetterTopics) {
        var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", bootstrapServers,
                        "isolation.level", "read_committed",
                        "enable.auto.commit", "false",
                        "auto.offset.reset", "earliest",
                        "max.poll.records", "5000"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        return new ResultReader(consumer, deadLetterTopics);
    }

    /** Tells {@code tally} what the topics say next, waiting for it at most {@code timeout}; answers the states of operations. */
    public List<OperationStatus> read(Duration timeout, ResultTally tally) {
        var operations = new ArrayList<OperationStatus>();
        for (var record : consumer.poll(timeout)) {
            try {
                tell(tally, operations, record);
            } catch (UnreadableEventException e) {
                LOG.warn(
                        "Event is unreadable and was skipped topic={} partition={} offset={} reason={}",
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        e.getMessage());
            }
        }
        return operations;
    }

    /** Whether everything that was in the topics a moment ago has been read. */
    public boolean isAtEnd() {
        return consumer.endOffsets(consumer.assignment()).entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    /** From now on reads the states of operations only. */
    public void readOperationsOnly() {
        assign(List.of(Topics.OPERATION_STATUS.name()));
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void assign(List<String> topics) {
        consumer.assign(topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList());
    }

    private void tell(ResultTally tally, List<OperationStatus> operations, ConsumerRecord<byte[], byte[]> record) {
        if (record.topic().equals(Topics.OPERATION_STATUS.name())) {
            operations.add(codec.decode(record.value(), OperationStatus.class));
        } else if (record.topic().equals(Topics.TASKS_CREATED.name())) {
            var created = codec.decode(record.value(), TaskCreated.class);
            if (isOfTasks(created.record())) {
                tally.created(coordinates(created.record()), created.task().id());
            }
        } else if (record.topic().equals(Topics.VALIDATION_ERRORS.name())) {
            var error = codec.decode(record.value(), ValidationError.class);
            if (isOfTasks(error.record())) {
                tally.rejected(coordinates(error.record()));
            }
        } else if (deadLetterHeader(record, "topic").equals(Topics.LABELING_TASKS.name())) {
            tally.rejected(new Coordinates(
                    Integer.parseInt(deadLetterHeader(record, "partition")),
                    Long.parseLong(deadLetterHeader(record, "offset"))));
        }
    }

    private static boolean isOfTasks(RecordRef record) {
        return record.topic().equals(Topics.LABELING_TASKS.name());
    }

    private static Coordinates coordinates(RecordRef record) {
        return new Coordinates(record.partition(), record.offset());
    }

    private static String deadLetterHeader(ConsumerRecord<byte[], byte[]> record, String name) {
        var header = record.headers().lastHeader(DEAD_LETTER_HEADER + name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }
}
