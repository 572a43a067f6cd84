package io.github.tolokaconnect.connector.intake;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.Headers;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Reads what a sink record says about itself besides its value: original coordinates, key, headers. */
final class RecordOrigins {
    private final String poolHeader;
    private final RecordValues values;

    RecordOrigins(String poolHeader, RecordValues values) {
        this.poolHeader = poolHeader;
        this.values = values;
    }

    RecordOrigin of(SinkRecord record) {
        var key = key(record);
        return new RecordOrigin(
                new TopicPartition(record.originalTopic(), record.originalKafkaPartition()),
                record.originalKafkaOffset(),
                key,
                key == null ? null : text(key),
                record.timestamp(),
                lineage(record.headers()));
    }

    /**
     * The pool that the record's header names, if it has one. A header converter may have made a number of it. Bytes that are
     * no text come as text that names no pool: a header that cannot be read must not lose against the value.
     */
    @Nullable
    String pool(SinkRecord record) {
        var header = record.headers().lastWithName(poolHeader);
        return header != null && header.value() instanceof byte[] bytes
                ? new String(bytes, StandardCharsets.UTF_8)
                : header(record.headers(), poolHeader);
    }

    private byte @Nullable [] key(SinkRecord record) {
        try {
            return values.bytes(record.topic(), record.keySchema(), record.key());
        } catch (DataException keyWithoutForm) {
            // The value decides about the record; results then carry its coordinates instead of a key.
            return null;
        }
    }

    private static Lineage lineage(Headers headers) {
        if (headers.isEmpty()) {
            return Lineage.UNKNOWN;
        }
        return new Lineage(
                header(headers, "ce_correlationid"),
                header(headers, "ce_id"),
                header(headers, "traceparent"),
                header(headers, "tracestate"),
                header(headers, "ce_traceparent"),
                attempt(header(headers, "tk_attempt")));
    }

    private static int attempt(@Nullable String header) {
        return header != null && header.matches("[1-9][0-9]{0,8}") ? Integer.parseInt(header) : 1;
    }

    private static @Nullable String header(Headers headers, String name) {
        var header = headers.lastWithName(name);
        if (header == null || header.value() == null) {
            return null;
        }
        return header.value() instanceof byte[] bytes
                ? text(bytes)
                : header.value().toString();
    }

    private static @Nullable String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notText) {
            return null;
        }
    }
}
