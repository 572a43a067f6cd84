package io.github.tolokaconnect.events;

import java.nio.charset.StandardCharsets;

/**
 * A header of a Kafka record, without Kafka.
 *
 * @param name name of the header
 * @param value text of the header
 */
public record Header(String name, String value) {

    /** The value as Kafka carries it: UTF-8. */
    public byte[] valueBytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }
}
