package io.github.tolokaconnect.connector.intake;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.json.JsonConverter;
import org.jspecify.annotations.Nullable;

/**
 * Values and keys in any converter's form, as bytes. Bytes pass through untouched and text is encoded; only a map or a
 * struct is written as JSON, by Connect's own converter, so that decimals and dates look as they do everywhere in Connect.
 */
final class RecordValues {
    private final JsonConverter structured = new JsonConverter();

    RecordValues() {
        structured.configure(Map.of("schemas.enable", false, "decimal.format", "NUMERIC"), false);
    }

    /**
     * The bytes of {@code value}.
     *
     * @throws org.apache.kafka.connect.errors.DataException if it does not fit its schema or has no form in JSON
     */
    byte @Nullable [] bytes(String topic, @Nullable Schema schema, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        if (value instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        if (value instanceof ByteBuffer buffer) {
            var bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return bytes;
        }
        return structured.fromConnectData(topic, schema, value);
    }
}
