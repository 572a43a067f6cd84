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
import io.github.tolokaconnect.client.PoolId;
import io.github.tolokaconnect.connector.config.ConnectorConfig;
import io.github.tolokaconnect.connector.delivery.DeliveryEvent;
import io.github.tolokaconnect.connector.delivery.Effect;
import io.github.tolokaconnect.connector.delivery.MicroBatch;
import io.github.tolokaconnect.connector.delivery.Publication;
import io.github.tolokaconnect.connector.delivery.Submission.Facts;
import io.github.tolokaconnect.connector.delivery.Submission.Progress;
import io.github.tolokaconnect.connector.delivery.SubmissionEvent;
import io.github.tolokaconnect.connector.intake.Intake;
import io.github.tolokaconnect.connector.intake.Lineage;
import io.github.tolokaconnect.connector.intake.RecordOrigin;
import io.github.tolokaconnect.connector.intake.TaskItem;
import io.github.tolokaconnect.connector.intake.TaskReader;
import io.github.tolokaconnect.connector.metrics.SinkTaskMetrics;
import io.github.tolokaconnect.events.ConnectorRef;
import io.github.tolokaconnect.events.Event;
import io.github.tolokaconnect.events.EventCodec;
import io.micrometer.core.instrument.Counter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
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
    static final long TICKET = 3;
    /** The answer to a commit of this outbox. */
    static final DeliveryEvent COMMITTED = new DeliveryEvent.Committed(SOURCE, TICKET);

    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private static final SchemaValidatorsConfig WITH_FORMATS =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    final MockProducer<byte[], byte[]> producer;
    final SinkTaskMetrics metrics = new SinkTaskMetrics();
    final List<DeliveryEvent> answers = new ArrayList<>();
    final ResultProducer results;
    final Commits commits;
    private final ConnectorConfig config;

    private Outbox(ConnectorConfig config, boolean acknowledges) {
        this.config = config;
        this.producer = new MockProducer<>(acknowledges, null, new ByteArraySerializer(), new ByteArraySerializer());
        this.results = new ResultProducer(producer, metrics, Runnable::run, answers::add);
        var events = new ResultEvents(config, ConnectorRef.of("toloka-sink", 0, "0.1.0"), metrics, () -> NOW);
        this.commits = new PlainCommits(results, events, answers::add);
    }

    /** An outbox whose cluster acknowledges at once. */
    static Outbox acknowledging(ConnectorConfig config) {
        return new Outbox(config, true);
    }

    /** An outbox whose cluster acknowledges when the test says so. */
    static Outbox silent(ConnectorConfig config) {
        return new Outbox(config, false);
    }

    /** Reads the operation log; the platform has answered at once. */
    SubmissionEvent collect(ScriptedLog log, Effect.Collect what) {
        return new OperationLogs(log, config.operation().skipInvalidItems(), () -> NOW)
                .collect(what)
                .join();
    }

    /** Reads the operation log and publishes what it says. */
    void publish(ScriptedLog log, Effect.Collect what, boolean retried) {
        var findings = ((SubmissionEvent.Collected) collect(log, what)).findings();
        publish(new Publication.Ended(what.facts(), what.progress(), what.operation(), findings, retried));
    }

    void publish(Publication... publications) {
        commits.commit(new Effect.Commit(TICKET, SOURCE, List.of(), List.of(publications)));
    }

    /** An operation over records with these values at consecutive offsets, planned two seconds before now. */
    Facts operation(String... values) {
        return operation(Stream.of(values).map(this::task).toArray(OffsetToTask[]::new));
    }

    Facts operation(OffsetToTask... places) {
        var tasks = new ArrayList<TaskItem>();
        for (OffsetToTask place : places) {
            tasks.add(place.at(FIRST_OFFSET + tasks.size()));
        }
        return operation(tasks);
    }

    /** A task that gets its place later. */
    interface OffsetToTask {
        TaskItem at(long offset);
    }

    OffsetToTask task(String value) {
        return offset ->
                ((Intake.Accepted) read(value, offset, "key-" + (offset - FIRST_OFFSET), new ConnectHeaders())).task();
    }

    /** The place of a task whose record is gone. */
    OffsetToTask unreadable() {
        return offset -> TaskItem.unreadable(
                new RecordOrigin(SOURCE, offset, null, null, null, Lineage.UNKNOWN), new PoolId("1001"));
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

    /** Sum of all counters of that name. */
    double counted(String name) {
        return metrics.registry().find(name).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    static Map<String, String> headers(ProducerRecord<byte[], byte[]> record) {
        var headers = new HashMap<String, String>();
        record.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return headers;
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
        return ended(status, new OperationDetails(2L, 1L, 1L, 1L, 1L));
    }

    static Operation ended(String status, OperationDetails details) {
        return operation(status, new OperationParameters(true, true, false), details);
    }

    /** The same from a platform that does not repeat the parameters of the request. */
    static Operation silentOn(String status, OperationDetails details) {
        return operation(status, null, details);
    }

    private static Operation operation(String status, OperationParameters parameters, OperationDetails details) {
        return new Operation(
                OperationId.of(OPERATION_ID),
                "TASK.BATCH_CREATE",
                new OperationStatus(status),
                NOW.minusMillis(1_500),
                NOW.minusMillis(1_300),
                NOW.minusMillis(1_000),
                100,
                parameters,
                details);
    }
}
