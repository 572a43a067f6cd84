package io.github.tolokaconnect.connector;

import io.github.tolokaconnect.connector.config.ConnectorConfig;
import io.github.tolokaconnect.connector.config.SampleConfig;
import io.github.tolokaconnect.events.EventCodec;
import io.github.tolokaconnect.events.Heartbeat;
import io.github.tolokaconnect.simulator.TolokaSimulator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.SinkRecord;

/** A sink task as a worker drives it, without a journal: against a simulated platform, with a producer in memory. */
final class SinkTaskRig implements AutoCloseable {
    static final TopicPartition SOURCE = new TopicPartition("labeling.tasks", 0);
    static final String JMX_DOMAIN = "rig.test";
    private static final long TICK_NANOS = 2_000_000;

    final FakeSinkTaskContext context = new FakeSinkTaskContext();
    final MockProducer<byte[], byte[]> producer;
    final StartedTolokaSinkTask task;

    /** A started sink task that owns {@link #SOURCE}; {@code acknowledges} says whether its results arrive by themselves. */
    SinkTaskRig(TolokaSimulator toloka, boolean acknowledges, String... keysAndValues) {
        producer = new MockProducer<>(acknowledges, null, new ByteArraySerializer(), new ByteArraySerializer());
        context.assignment.add(SOURCE);
        var settings = new ArrayList<>(List.of(
                "delivery.mode", "at_least_once",
                "toloka.url", toloka.url().toString(),
                "toloka.auth.type", "oauth",
                "toloka.api.key", "demo-token",
                "delivery.mode", "at_least_once",
                "metrics.jmx.domain", JMX_DOMAIN,
                "rate.limit.requests.per.second", "1000000",
                "rate.limit.tasks.per.minute", "1000000000",
                "linger.ms", "0",
                "operation.poll.ms", "10"));
        settings.addAll(Arrays.asList(keysAndValues));
        var properties = SampleConfig.with(settings.toArray(String[]::new));
        context.configs.putAll(properties);
        task = SinkTaskWiring.start(ConnectorConfig.from(properties), context, (config, connector) -> producer);
        task.open(List.of(SOURCE));
    }

    void deliver(SinkRecord... records) {
        task.put(Arrays.asList(records));
    }

    /** Calls the sink task as Connect does until it has come to something, or the test's own deadline ends it. */
    void tickUntil(BooleanSupplier reached) {
        while (!reached.getAsBoolean()) {
            task.put(List.of());
            LockSupport.parkNanos(TICK_NANOS);
        }
    }

    /** The offset that may be committed when Connect has handed over everything before {@code delivered}. */
    long committable(long delivered) {
        return task.committable(Map.of(SOURCE, new OffsetAndMetadata(delivered)))
                .get(SOURCE)
                .offset();
    }

    long sentTo(String topic) {
        return producer.history().stream()
                .filter(record -> record.topic().equals(topic))
                .count();
    }

    /** The heartbeats that were sent. */
    List<Heartbeat> heartbeats() {
        return producer.history().stream()
                .filter(record -> record.topic().equals("toloka.heartbeats"))
                .map(record -> new EventCodec().decode(record.value(), Heartbeat.class))
                .toList();
    }

    static SinkRecord record(long offset) {
        return record(offset, "{\"input_values\":{\"image\":\"https://example.com/" + offset + ".jpg\"}}");
    }

    static SinkRecord record(long offset, String value) {
        return new SinkRecord(
                SOURCE.topic(),
                SOURCE.partition(),
                Schema.STRING_SCHEMA,
                "key-" + offset,
                Schema.BYTES_SCHEMA,
                value.getBytes(StandardCharsets.UTF_8),
                offset);
    }

    /** Threads that belong to a sink task or its clients, alive now. */
    static List<Thread> threads() {
        var all = new Thread[Thread.activeCount() * 2 + 16];
        int count = Thread.enumerate(all);
        return Stream.of(all)
                .limit(count)
                .filter(thread -> thread.getName().startsWith("toloka-"))
                .toList();
    }

    @Override
    public void close() {
        task.close(context.assignment());
        task.close();
    }
}
