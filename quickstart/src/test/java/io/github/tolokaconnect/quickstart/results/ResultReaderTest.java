package io.github.tolokaconnect.quickstart.results;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.events.Event;
import io.github.tolokaconnect.events.EventCodec;
import io.github.tolokaconnect.events.OperationStatus;
import io.github.tolokaconnect.events.OperationStatus.Counts;
import io.github.tolokaconnect.events.Status;
import io.github.tolokaconnect.events.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResultReaderTest {

    private static final String TASKS = Topics.LABELING_TASKS.name();
    private static final String DEAD_LETTERS = TASKS + ".dlq";
    private static final long END = 40;

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final EventCodec codec = new EventCodec();
    private final ResultTally tally = new ResultTally(Map.of());
    private final Map<String, Long> nextOffsets = new HashMap<>();

    @BeforeEach
    void fourTopicsOfOnePartition() {
        for (var topic : List.of(
                Topics.OPERATION_STATUS.name(),
                Topics.TASKS_CREATED.name(),
                Topics.VALIDATION_ERRORS.name(),
                DEAD_LETTERS)) {
            var node = new Node(1, "127.0.0.1", 9092);
            consumer.updatePartitions(
                    topic, List.of(new PartitionInfo(topic, 0, node, new Node[] {node}, new Node[] {node})));
            consumer.updateEndOffsets(Map.of(new TopicPartition(topic, 0), END));
        }
        tally.sent(new Coordinates(2, 7));
        tally.sent(new Coordinates(2, 8));
        tally.sent(new Coordinates(2, 9));
    }

    @Test
    void beginsAtTheEndOfTheTopics() {
        try (var reader = reader()) {
            assertThat(reader.isAtEnd()).isTrue();
            assertThat(consumer.position(new TopicPartition(Topics.TASKS_CREATED.name(), 0)))
                    .isEqualTo(END);
        }
    }

    @Test
    void tellsTheTallyWhatBecameOfEachRecord() {
        try (var reader = reader()) {
            publish(Topics.TASKS_CREATED.name(), Events.created(TASKS, 2, 7, "task-7"));
            publish(Topics.VALIDATION_ERRORS.name(), Events.rejected(TASKS, 2, 8));

            reader.read(Duration.ZERO, tally);
        }

        assertThat(tally.createdCount()).isEqualTo(1);
        assertThat(tally.rejectedCount()).isEqualTo(1);
        assertThat(tally.unaccounted()).containsExactly(new Coordinates(2, 9));
    }

    @Test
    void takesADeadLetterForARefusal() {
        try (var reader = reader()) {
            publish(deadLetter(TASKS, "2", "9"));
            publish(deadLetter("another.topic", "2", "8"));

            reader.read(Duration.ZERO, tally);
        }

        assertThat(tally.rejectedCount()).isEqualTo(1);
        assertThat(tally.unaccounted()).containsExactly(new Coordinates(2, 7), new Coordinates(2, 8));
    }

    @Test
    void setsAsideResultsOfOtherTopics() {
        try (var reader = reader()) {
            publish(Topics.TASKS_CREATED.name(), Events.created("another.topic", 2, 7, "task-7"));
            publish(Topics.VALIDATION_ERRORS.name(), Events.rejected("another.topic", 2, 8));

            reader.read(Duration.ZERO, tally);
        }

        assertThat(tally.settledCount()).isZero();
    }

    @Test
    void answersTheStatesOfOperationsAndSkipsAnUnreadableEvent() {
        var running = Events.operation(Status.RUNNING, Counts.ofRecords(500), null, null);

        List<OperationStatus> operations;
        try (var reader = reader()) {
            publish(record(Topics.OPERATION_STATUS.name(), "no event".getBytes(UTF_8)));
            publish(Topics.OPERATION_STATUS.name(), running);

            operations = reader.read(Duration.ZERO, tally);
        }

        assertThat(operations).extracting(status -> status.operation().status()).containsExactly(Status.RUNNING);
    }

    private ResultReader reader() {
        return new ResultReader(new TopicReader(consumer, ResultReader.topics(List.of(DEAD_LETTERS))));
    }

    private void publish(String topic, Event event) {
        publish(record(topic, codec.encode(event)));
    }

    private void publish(ConsumerRecord<byte[], byte[]> record) {
        consumer.addRecord(record);
    }

    private ConsumerRecord<byte[], byte[]> deadLetter(String topic, String partition, String offset) {
        var record = record(DEAD_LETTERS, "not a task".getBytes(UTF_8));
        record.headers()
                .add("__connect.errors.topic", topic.getBytes(UTF_8))
                .add("__connect.errors.partition", partition.getBytes(UTF_8))
                .add("__connect.errors.offset", offset.getBytes(UTF_8));
        return record;
    }

    private ConsumerRecord<byte[], byte[]> record(String topic, byte[] value) {
        var offset = nextOffsets.merge(topic, END, (known, first) -> known + 1);
        return new ConsumerRecord<>(topic, 0, offset, new byte[0], value);
    }
}
