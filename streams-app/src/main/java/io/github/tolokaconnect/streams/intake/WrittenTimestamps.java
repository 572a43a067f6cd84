package io.github.tolokaconnect.streams.intake;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * The time of a record is its timestamp, and the epoch if it has none: old clients write such records, and Kafka Streams' own choice is to
 * stop at them. Safe from any thread.
 */
public final class WrittenTimestamps implements TimestampExtractor {

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        return Math.max(0, record.timestamp());
    }
}
