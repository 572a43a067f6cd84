package io.github.tolokaconnect.benchmarks.delivery;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * How many results a reader of committed records finds. Offsets alone do not tell, since transactions leave marks among the records.
 *
 * @param all results there are
 * @param early those of them below given offsets
 */
record ResultCount(long all, long early) {

    private static final Duration POLL = Duration.ofSeconds(1);

    /** Reads every partition to its {@code end}, and counts; {@code earlyEnd} has the same partitions. */
    static ResultCount read(
            String bootstrapServers, Map<TopicPartition, Long> end, Map<TopicPartition, Long> earlyEnd) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", bootstrapServers,
                        "isolation.level", "read_committed",
                        "enable.auto.commit", "false",
                        "max.poll.records", "10000"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(end.keySet());
            consumer.seekToBeginning(end.keySet());
            var count = new ResultCount(0, 0);
            while (end.entrySet().stream().anyMatch(part -> consumer.position(part.getKey()) < part.getValue())) {
                for (var result : consumer.poll(POLL)) {
                    count = count.plus(result, earlyEnd);
                }
            }
            return count;
        }
    }

    private ResultCount plus(ConsumerRecord<byte[], byte[]> result, Map<TopicPartition, Long> earlyEnd) {
        var partition = new TopicPartition(result.topic(), result.partition());
        return new ResultCount(all + 1, early + (result.offset() < earlyEnd.getOrDefault(partition, 0L) ? 1 : 0));
    }
}
