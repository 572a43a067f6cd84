package io.github.tolokaconnect.connector.results;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.github.tolokaconnect.client.Operation;
import io.github.tolokaconnect.client.OperationDetails;
import io.github.tolokaconnect.client.OperationId;
import io.github.tolokaconnect.client.OperationParameters;
import io.github.tolokaconnect.client.OperationStatus;
import io.github.tolokaconnect.connector.config.ConnectorConfig;
import io.github.tolokaconnect.connector.delivery.DeliveryEvent;
import io.github.tolokaconnect.connector.delivery.MicroBatch;
import io.github.tolokaconnect.connector.delivery.Submission.Facts;
import io.github.tolokaconnect.connector.delivery.Submission.Progress;
import io.github.tolokaconnect.connector.delivery.SubmissionEvent;
import io.github.tolokaconnect.connector.intake.Intake;
import io.github.tolokaconnect.connector.intake.TaskItem;
import io.github.tolokaconnect.connector.intake.TaskReader;
import io.github.tolokaconnect.connector.metrics.SinkTaskMetrics;
import io.github.tolokaconnect.events.ConnectorRef;
import io.github.tolokaconnect.events.Event;
import io.github.tolokaconnect.events.EventCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Headers;
import org.apache.kafka.connect.sink.SinkRecord;

/** Results over a producer in memory, with a clock that tests set and everything that came out. */
final class Outbox implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:10Z");
    static final UUID OPERATION_ID = UUID.fromString("5c04458e-0c4c-5bd1-9a6f-0d2c1b7a8e11");
    static final TopicPartition SOURCE = new TopicPartition("labeling.tasks", 2);
    static final long FIRST_OFFSET = 100;

    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private static final SchemaValidatorsConfig WITH_FORMATS =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    final MockProducer<byte[], byte[]> producer;
    final SinkTaskMetrics metrics = new SinkTaskMetrics("outbox", "toloka-sink", 0);
    final List<DeliveryEvent> answers = new ArrayList<>();
    final Results results;
    private final ConnectorConfig config;

    private Outbox(ConnectorConfig config, boolean acknowledges) {
        this.config = config;
        this.producer = new MockProducer<>(acknowledges, null, new ByteArraySerializer(), new ByteArraySerializer());
        this.results = new Results(
                producer,
                config,
                ConnectorRef.of("toloka-sink", 0, "0.1.0"),
                metrics,
                () -> NOW,
                Runnable::run,
                answers::add);
    }

    /** An outbox whose cluster acknowledges at once. */
    static Outbox acknowledging(ConnectorConfig config) {
        return new Outbox(config, true);
    }

    /** An outbox whose cluster acknowledges when the test says so. */
    static Outbox silent(ConnectorConfig config) {
        return new Outbox(config, false);
    }

    /** An operation over records with these values at consecutive offsets, planned two seconds before now. */
    Facts operation(String... values) {
        var tasks = new ArrayList<TaskItem>();
        for (String value : values) {
            var intake = read(value, FIRST_OFFSET + tasks.size(), "key-" + tasks.size(), new ConnectHeaders());
            tasks.add(((Intake.Accepted) intake).task());
        }
        return operation(tasks);
    }

    Facts operation(List<TaskItem> tasks) {
        var batch = new MicroBatch(
                SOURCE,
                tasks.get(0).pool(),
                tasks,
                tasks.stream().mapToInt(TaskItem::inputBytes).sum(),
                NOW.minusSeconds(4),
                NOW.minusSeconds(3));
        return new Facts(7, OPERATION_ID, batch, 1, NOW.minusSeconds(2));
    }

    /** A record as Connect delivers it, read; its timestamp is ten seconds before now. */
    Intake read(String value, long offset, String key, Headers headers) {
        return new TaskReader(config)
                .read(new SinkRecord(
                        SOURCE.topic(),
                        SOURCE.partition(),
                        Schema.STRING_SCHEMA,
                        key,
                        Schema.BYTES_SCHEMA,
                        value.getBytes(StandardCharsets.UTF_8),
                        offset,
                        NOW.minusSeconds(10).toEpochMilli(),
                        TimestampType.CREATE_TIME,
                        headers));
    }

    static OperationStatus platformStatus(String status) {
        return new OperationStatus(status);
    }

    static Progress progress() {
        return new Progress(NOW.minusMillis(1_900), NOW.minusMillis(1_500), false, 3, true, false);
    }

    /** Events of that kind in the order in which they were sent; each has to satisfy its published schema. */
    <E extends Event> List<E> events(Class<E> kind) {
        var codec = new EventCodec();
        return producer.history().stream()
                .map(record -> {
                    var event = codec.decode(record.value());
                    assertThat(violations(event, record.value())).isEmpty();
                    return event;
                })
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    List<ProducerRecord<byte[], byte[]>> sentTo(String topic) {
        return producer.history().stream()
                .filter(record -> record.topic().equals(topic))
                .toList();
    }

    static Map<String, String> headers(ProducerRecord<byte[], byte[]> record) {
        var headers = new HashMap<String, String>();
        record.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return headers;
    }

    /** What was answered about the one operation. */
    SubmissionEvent answer() {
        assertThat(answers).hasSize(1);
        assertThat(answers.get(0)).isInstanceOf(DeliveryEvent.Happened.class);
        var happened = (DeliveryEvent.Happened) answers.get(0);
        assertThat(happened.ticket()).isEqualTo(7);
        return happened.event();
    }

    private static List<String> violations(Event event, byte[] json) {
        try {
            return SCHEMAS
                    .getSchema(SchemaLocation.of("classpath:schemas/" + event.schema() + ".json"), WITH_FORMATS)
                    .validate(JSON.readTree(json))
                    .stream()
                    .map(Object::toString)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        results.close();
        metrics.close();
    }

    /** An operation of two tasks, one of them refused, in this state of the platform. */
    static Operation ended(String status) {
        return new Operation(
                OperationId.of(OPERATION_ID),
                "TASK.BATCH_CREATE",
                platformStatus(status),
                NOW.minusMillis(1_500),
                NOW.minusMillis(1_300),
                NOW.minusMillis(1_000),
                100,
                new OperationParameters(true, true, false),
                new OperationDetails(2L, 1L, 1L, 1L, 1L));
    }
}
