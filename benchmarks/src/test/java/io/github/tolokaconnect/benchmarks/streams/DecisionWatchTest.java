package io.github.tolokaconnect.benchmarks.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.events.Topics;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class DecisionWatchTest {

    private static final String TOPIC = Topics.DECISIONS.name();
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");

    @Test
    void isOverOnceAllItemsAreDecidedOnAndNotBefore() {
        var nobody = new Node(1, "localhost", 9092);
        consumer.updatePartitions(TOPIC, List.of(new PartitionInfo(TOPIC, 0, nobody, new Node[0], new Node[0])));
        consumer.updateEndOffsets(Map.of(PARTITION, 40L));
        try (var watch = new DecisionWatch(consumer, List.of("a", "b"))) {
            decide(40, "a");
            decide(41, "other");
            decide(43, "a");
            assertThat(watch.isOver()).isFalse();

            decide(45, "b");

            assertThat(watch.isOver()).isTrue();
        }
    }

    private void decide(long offset, String item) {
        consumer.addRecord(new ConsumerRecord<>(TOPIC, 0, offset, item.getBytes(UTF_8), new byte[0]));
    }
}
