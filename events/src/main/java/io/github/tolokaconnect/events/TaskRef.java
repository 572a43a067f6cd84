package io.github.tolokaconnect.events;

import org.jspecify.annotations.Nullable;

/**
 * Where to find a task that an event does not carry.
 *
 * @param topic source topic
 * @param partition partition of the source topic
 * @param offset offset of the source record
 * @param sha256 SHA-256 of the task as the connector read it, 64 hexadecimal digits
 */
public record TaskRef(
        String topic, int partition, long offset, @Nullable String sha256) {}
