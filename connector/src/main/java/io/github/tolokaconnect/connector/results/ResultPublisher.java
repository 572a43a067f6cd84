package io.github.tolokaconnect.connector.results;

import io.github.tolokaconnect.connector.config.ResultsConfig;
import io.github.tolokaconnect.connector.intake.Lineage;
import io.github.tolokaconnect.connector.intake.RecordOrigin;
import io.github.tolokaconnect.connector.metrics.SinkTaskMetrics;
import io.github.tolokaconnect.events.CloudEventHeaders;
import io.github.tolokaconnect.events.Event;
import io.github.tolokaconnect.events.EventCodec;
import io.github.tolokaconnect.events.EventContext;
import io.github.tolokaconnect.events.EventKeys;
import io.github.tolokaconnect.events.Heartbeat;
import io.github.tolokaconnect.events.OperationStatus;
import io.github.tolokaconnect.events.TaskCreated;
import io.github.tolokaconnect.events.ValidationError;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/** Writes result events to their topics. Safe from any thread; may wait for room in the producer's buffer. */
final class ResultPublisher implements AutoCloseable {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

    private final Producer<byte[], byte[]> producer;
    private final ResultsConfig config;
    private final SinkTaskMetrics metrics;
    private final EventCodec codec = new EventCodec();

    ResultPublisher(Producer<byte[], byte[]> producer, ResultsConfig config, SinkTaskMetrics metrics) {
        this.producer = producer;
        this.config = config;
        this.metrics = metrics;
    }

    /** Writes an event about a record. */
    void send(Event event, RecordOrigin origin, Acknowledgements acknowledgements) {
        send(event, origin.key(), context(origin.lineage()), acknowledgements);
    }

    /** Writes an event about an operation or a sink task. */
    void send(Event event, Acknowledgements acknowledgements) {
        send(event, null, EventContext.NONE, acknowledgements);
    }

    private void send(Event event, byte @Nullable [] key, EventContext context, Acknowledgements acknowledgements) {
        var topic = topic(event);
        var record = new ProducerRecord<>(
                topic, null, EventKeys.of(event, key), codec.encode(event), headers(event, context));
        acknowledgements.expect();
        try {
            var unused = producer.send(record, (metadata, failure) -> {
                if (failure == null) {
                    metrics.published(topic, 1);
                } else {
                    metrics.unpublished(topic);
                }
                acknowledgements.acknowledged(failure);
            });
        } catch (KafkaException | IllegalStateException refused) {
            metrics.unpublished(topic);
            acknowledgements.acknowledged(refused);
        }
    }

    private String topic(Event event) {
        if (event instanceof OperationStatus) {
            return config.operationStatusTopic();
        }
        if (event instanceof TaskCreated) {
            return config.taskCreatedTopic();
        }
        if (event instanceof ValidationError) {
            return config.validationErrorTopic();
        }
        if (event instanceof Heartbeat) {
            return config.heartbeatTopic();
        }
        throw new AssertionError(event);
    }

    private static List<Header> headers(Event event, EventContext context) {
        return CloudEventHeaders.of(event, context).stream()
                .map(header -> (Header) new RecordHeader(header.name(), header.valueBytes()))
                .toList();
    }

    private static EventContext context(Lineage lineage) {
        return lineage.equals(Lineage.UNKNOWN)
                ? EventContext.NONE
                : new EventContext(
                        lineage.correlationId(),
                        lineage.causationId(),
                        lineage.traceparent(),
                        lineage.tracestate(),
                        lineage.firstTraceparent());
    }

    @Override
    public void close() {
        producer.close(CLOSE_TIMEOUT);
    }
}
