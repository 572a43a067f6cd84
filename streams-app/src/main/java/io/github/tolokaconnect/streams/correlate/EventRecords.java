package io.github.tolokaconnect.streams.correlate;

import io.github.tolokaconnect.events.AppEvent;
import io.github.tolokaconnect.events.CloudEventHeaders;
import io.github.tolokaconnect.events.EventCodec;
import io.github.tolokaconnect.events.EventContext;
import io.github.tolokaconnect.events.EventKeys;
import java.util.UUID;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Events as records of the topics that they are written to. */
final class EventRecords {

    private EventRecords() {}

    /** The record of {@code event}, which the event {@code cause} led to. */
    static Record<byte[], byte[]> of(AppEvent event, EventCodec codec, @Nullable UUID cause, long timestamp) {
        Headers headers = new RecordHeaders();
        String causationId = cause == null ? null : cause.toString();
        CloudEventHeaders.of(event, new EventContext(null, causationId, null, null, null))
                .forEach(header -> headers.add(header.name(), header.valueBytes()));
        return new Record<>(EventKeys.of(event, null), codec.encode(event), timestamp, headers);
    }
}
