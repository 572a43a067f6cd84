package io.github.tolokaconnect.quickstart.results;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.tolokaconnect.events.EventCodec;
import io.github.tolokaconnect.events.OperationStatus;
import io.github.tolokaconnect.events.RecordRef;
import io.github.tolokaconnect.events.TaskCreated;
import io.github.tolokaconnect.events.Topics;
import io.github.tolokaconnect.events.ValidationError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the result topics for a {@link ResultTally}. Dead letters of the connector's input count as refusals. Not safe for several threads. */
public final class ResultReader implements AutoCloseable {

    private static final String DEAD_LETTER_HEADER = "__connect.errors.";

    private final TopicReader reader;
    private final EventCodec codec = new EventCodec();

    ResultReader(TopicReader reader) {
        this.reader = reader;
    }

    /**
     * Opens a reader at the end of all result topics, which have to exist.
     *
     * @param deadLetterTopics topics of dead letters, with Connect's context headers
     */
    public static ResultReader open(String bootstrapServers, Collection<String> deadLetterTopics) {
        return new ResultReader(TopicReader.open(bootstrapServers, topics(deadLetterTopics)));
    }

    static List<String> topics(Collection<String> deadLetterTopics) {
        var topics = new ArrayList<>(deadLetterTopics);
        topics.add(Topics.OPERATION_STATUS.name());
        topics.add(Topics.TASKS_CREATED.name());
        topics.add(Topics.VALIDATION_ERRORS.name());
        return topics;
    }

    /** Tells {@code tally} what the topics say next, waiting for it at most {@code timeout}; answers the states of operations. */
    public List<OperationStatus> read(Duration timeout, ResultTally tally) {
        var operations = new ArrayList<OperationStatus>();
        reader.read(timeout, record -> tell(tally, operations, record));
        return operations;
    }

    /** Whether everything that was in the topics a moment ago has been read. */
    public boolean isAtEnd() {
        return reader.isAtEnd();
    }

    /** From now on reads the states of operations only. */
    public void readOperationsOnly() {
        reader.readOnly(List.of(Topics.OPERATION_STATUS.name()));
    }

    @Override
    public void close() {
        reader.close();
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
