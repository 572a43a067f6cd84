package io.github.tolokaconnect.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.tolokaconnect.events.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * An event as a consumer gets it.
 *
 * @param record the record that carried it
 * @param event what is in it
 */
public record Received<E extends Event>(ConsumerRecord<byte[], byte[]> record, E event) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The key as text. */
    public String key() {
        return new String(record.key(), UTF_8);
    }

    /** The event's JSON as it came. */
    JsonNode json() {
        try {
            return JSON.readTree(record.value());
        } catch (IOException e) {
            throw new UncheckedIOException("Event at " + record.topic() + " offset " + record.offset(), e);
        }
    }
}
