package io.github.tolokaconnect.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tolokaconnect.chaos.verdict.Evidence;
import io.github.tolokaconnect.chaos.verdict.Offence;
import io.github.tolokaconnect.chaos.verdict.RecordId;
import io.github.tolokaconnect.events.CloudEventHeaders;
import io.github.tolokaconnect.events.ConnectorRef;
import io.github.tolokaconnect.events.ErrorClass;
import io.github.tolokaconnect.events.Event;
import io.github.tolokaconnect.events.EventCodec;
import io.github.tolokaconnect.events.EventContext;
import io.github.tolokaconnect.events.EventIds;
import io.github.tolokaconnect.events.FieldError;
import io.github.tolokaconnect.events.RecordRef;
import io.github.tolokaconnect.events.Role;
import io.github.tolokaconnect.events.Stage;
import io.github.tolokaconnect.events.TaskCreated;
import io.github.tolokaconnect.events.ValidationError;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ResultReaderTest {

    private static final TopicPartition CREATED = new TopicPartition("toloka.tasks-created", 0);
    private static final TopicPartition REFUSED = new TopicPartition("toloka.validation-errors", 0);
    private static final UUID OPERATION = UUID.fromString("5c04458e-d2cf-5b91-9a5b-0b6c4d0e7f10");
    private static final Instant TIME = Instant.parse("2026-11-22T10:15:04.250Z");
    private static final ConnectorRef CONNECTOR = ConnectorRef.of("chaos-sink", 0, "0.1.0");

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final EventCodec codec = new EventCodec();
    private final Evidence evidence = new Evidence();

    @Test
    void tellsWhatBecameOfEachRecord() {
        evidence.sent(new RecordId(1), true);
        evidence.sent(new RecordId(2), false);
        evidence.task(Optional.of(new RecordId(1)), "t1");

        read(Map.of(
                CREATED,
                List.of(record(CREATED, 0, created(1, "t1"))),
                REFUSED,
                List.of(record(REFUSED, 0, refused(2)))));

        assertThat(evidence.verdict().isExactlyOnce()).isTrue();
        assertThat(evidence.withResult()).isEqualTo(2);
    }

    @Test
    void noticesAnEventThatIsThereAgain() {
        read(Map.of(
                CREATED,
                List.of(record(CREATED, 0, created(1, "t1")), record(CREATED, 1, created(1, "t1"))),
                REFUSED,
                List.of()));

        assertThat(evidence.verdict().offences())
                .filteredOn(offence -> offence.kind() == Offence.Kind.EVENT_TWICE)
                .hasSize(1);
    }

    @Test
    void takesNoEventWithoutItsHeaders() {
        var bare = new ConsumerRecord<byte[], byte[]>(
                CREATED.topic(), CREATED.partition(), 0, new byte[0], codec.encode(created(1, "t1")));

        assertThatThrownBy(() -> read(Map.of(CREATED, List.of(bare), REFUSED, List.of())))
                .isInstanceOf(ChaosException.class)
                .hasMessageContaining("toloka.tasks-created-0 offset 0")
                .hasMessageContaining("ce_source");
    }

    private void read(Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> topics) {
        topics.forEach((partition, records) -> {
            consumer.updateBeginningOffsets(Map.of(partition, 0L));
            consumer.updateEndOffsets(Map.of(partition, (long) records.size()));
        });
        try (var reader = new ResultReader(consumer, List.copyOf(topics.keySet()), evidence)) {
            topics.values().forEach(records -> records.forEach(consumer::addRecord));
            reader.readAll();
        }
    }

    private ConsumerRecord<byte[], byte[]> record(TopicPartition partition, long offset, Event event) {
        var record = new ConsumerRecord<byte[], byte[]>(
                partition.topic(), partition.partition(), offset, new byte[0], codec.encode(event));
        for (var header : CloudEventHeaders.of(event, EventContext.NONE)) {
            record.headers().add(header.name(), header.value().getBytes(UTF_8));
        }
        return record;
    }

    private static TaskCreated created(long number, String task) {
        var source = source(number);
        return new TaskCreated(
                EventIds.taskCreated(OPERATION, source),
                TIME,
                CONNECTOR,
                source,
                new TaskCreated.Task(task, "501", null, null, 1, null),
                new TaskCreated.Operation(OPERATION, 0, false),
                null,
                null);
    }

    private static ValidationError refused(long number) {
        return ValidationError.builder(
                        TIME,
                        CONNECTOR,
                        source(number),
                        Stage.MAPPING,
                        ErrorClass.DATA,
                        Role.CULPRIT,
                        List.of(FieldError.of("overlap", "/overlap", "VALUE_LESS_THAN_MIN", "must be at least 1")))
                .build();
    }

    private static RecordRef source(long number) {
        return new RecordRef(new RecordId(number).toString(), "chaos.tasks.a", 0, number, TIME, 1);
    }
}
