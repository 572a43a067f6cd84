package io.github.tolokaconnect.it;

import io.github.tolokaconnect.events.ConnectorEvent;
import io.github.tolokaconnect.events.Event;
import io.github.tolokaconnect.events.EventCodec;
import io.github.tolokaconnect.events.Heartbeat;
import io.github.tolokaconnect.events.OperationStatus;
import io.github.tolokaconnect.events.TaskCreated;
import io.github.tolokaconnect.events.Topics;
import io.github.tolokaconnect.events.ValidationError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The result events of one connector from the creation of this log on, as far as they were read. Not safe for several threads. */
public final class ResultLog implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(20);

    private final String connector;
    private final Consumer<byte[], byte[]> consumer;
    private final EventCodec codec = new EventCodec();
    private final List<Received<? extends Event>> events = new ArrayList<>();

    ResultLog(String bootstrapServers, String connector) {
        this.connector = connector;
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(Topics.ofConnector().stream()
                .filter(topic -> !topic.equals(Topics.LABELING_TASKS))
                .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList());
        consumer.endOffsets(consumer.assignment()).forEach((partition, end) -> consumer.seek(partition, end));
    }

    /** Reads what has come since the last call. */
    ResultLog read() {
        for (var records = consumer.poll(POLL); !records.isEmpty(); records = consumer.poll(POLL)) {
            for (var record : records) {
                var event = codec.decode(record.value());
                if (event instanceof ConnectorEvent published
                        && published.connector().name().equals(connector)) {
                    events.add(new Received<>(record, event));
                }
            }
        }
        return this;
    }

    /** The tasks that were created. */
    public List<Received<TaskCreated>> created() {
        return of(TaskCreated.class);
    }

    /** The records that were refused. */
    public List<Received<ValidationError>> errors() {
        return of(ValidationError.class);
    }

    List<Received<OperationStatus>> operations() {
        return of(OperationStatus.class);
    }

    /** The last states of operations. */
    public List<OperationStatus> ended() {
        return operations().stream()
                .map(Received::event)
                .filter(status -> status.operation().terminal())
                .toList();
    }

    List<Received<Heartbeat>> heartbeats() {
        return of(Heartbeat.class);
    }

    /** All events, in the order of their arrival. */
    public List<Received<? extends Event>> all() {
        return List.copyOf(events);
    }

    @Override
    public void close() {
        consumer.close();
    }

    private <E extends Event> List<Received<E>> of(Class<E> type) {
        return events.stream()
                .filter(received -> type.isInstance(received.event()))
                .map(received -> new Received<>(received.record(), type.cast(received.event())))
                .toList();
    }
}
