package io.github.tolokaconnect.connector.results;

import io.github.tolokaconnect.connector.config.ResultsConfig;
import io.github.tolokaconnect.connector.intake.Lineage;
import io.github.tolokaconnect.connector.intake.RecordOrigin;
import io.github.tolokaconnect.events.CloudEventHeaders;
import io.github.tolokaconnect.events.Event;
import io.github.tolokaconnect.events.EventCodec;
import io.github.tolokaconnect.events.EventContext;
import io.github.tolokaconnect.events.EventKeys;
import io.github.tolokaconnect.events.Heartbeat;
import io.github.tolokaconnect.events.OperationStatus;
import io.github.tolokaconnect.events.TaskCreated;
import io.github.tolokaconnect.events.ValidationError;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/** Events as records of their topics. Stateless; safe from any thread. */
final class ResultRecords {
    private final ResultsConfig config;
    private final EventCodec codec = new EventCodec();

    ResultRecords(ResultsConfig config) {
        this.config = config;
    }

    /** An event about a record: it has the record's key, or its coordinates where the key is not known. */
    ProducerRecord<byte[], byte[]> of(Event event, RecordOrigin origin) {
        return of(event, origin.key(), context(origin.lineage()));
    }

    /** An event about an operation or a sink task. */
    ProducerRecord<byte[], byte[]> of(Event event) {
        return of(event, null, EventContext.NONE);
    }

    private ProducerRecord<byte[], byte[]> of(Event event, byte @Nullable [] key, EventContext context) {
        return new ProducerRecord<>(
                topic(event), null, EventKeys.of(event, key), codec.encode(event), headers(event, context));
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
}
