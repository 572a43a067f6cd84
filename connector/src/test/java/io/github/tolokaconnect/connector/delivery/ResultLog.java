package io.github.tolokaconnect.connector.delivery;

import io.github.tolokaconnect.connector.intake.RecordOrigin;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** The result topics of a simulation: which records have an event that says what became of them. */
final class ResultLog {
    private final Map<TopicPartition, Set<Long>> results = new HashMap<>();

    void append(RecordOrigin origin) {
        results.computeIfAbsent(origin.topicPartition(), partition -> new HashSet<>())
                .add(origin.offset());
    }

    boolean has(TopicPartition partition, long offset) {
        return results.getOrDefault(partition, Set.of()).contains(offset);
    }
}
