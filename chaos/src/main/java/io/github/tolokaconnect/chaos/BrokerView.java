package io.github.tolokaconnect.chaos;

import static java.util.stream.Collectors.toMap;

import io.github.tolokaconnect.events.TopicDefinition;
import io.github.tolokaconnect.events.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * What the broker says about the topics of a run, and about how far the connector has come. Every question may end in a
 * {@link NoAnswerException}.
 */
final class BrokerView implements AutoCloseable {

    /** Where the results are. */
    static final List<TopicDefinition> RESULTS =
            List.of(Topics.OPERATION_STATUS, Topics.TASKS_CREATED, Topics.VALIDATION_ERRORS);

    private static final int SOURCE_PARTITIONS = 4;

    private final Admin admin;

    BrokerView(String bootstrapServers) {
        this.admin = Admin.create(Map.of(
                "bootstrap.servers", bootstrapServers,
                "request.timeout.ms", "10000",
                "default.api.timeout.ms", "10000"));
    }

    /** What keeps the broker from serving, if something does. */
    Optional<String> unavailability() {
        return answer(admin.describeCluster().nodes()).isEmpty()
                ? Optional.of("the broker is not a member of its cluster yet")
                : Optional.empty();
    }

    void createTopics() {
        var topics = new ArrayList<NewTopic>();
        for (var name : SourceRecord.TOPICS) {
            topics.add(newTopic(Topics.LABELING_TASKS.withName(name).withPartitions(SOURCE_PARTITIONS)));
        }
        RESULTS.forEach(result -> topics.add(newTopic(result)));
        topics.add(newTopic(Topics.HEARTBEATS));
        answer(admin.createTopics(topics).all());
    }

    /** How many records are in the source topics. */
    long sourceRecords() {
        return ends(partitions(SourceRecord.TOPICS), IsolationLevel.READ_UNCOMMITTED).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** The partitions of the result topics. */
    List<TopicPartition> resultPartitions() {
        return partitions(RESULTS.stream().map(TopicDefinition::name).toList());
    }

    /** How many records of the source topics the consumer group has not committed yet. */
    long lag(String group) {
        var ends = ends(partitions(SourceRecord.TOPICS), IsolationLevel.READ_UNCOMMITTED);
        var committed = answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        return ends.entrySet().stream()
                .mapToLong(end -> {
                    var offset = committed.get(end.getKey());
                    return end.getValue() - (offset == null ? 0 : offset.offset());
                })
                .sum();
    }

    /** Whether a transaction that is still open hides results. */
    boolean hasOpenTransaction() {
        var partitions = resultPartitions();
        return !ends(partitions, IsolationLevel.READ_UNCOMMITTED)
                .equals(ends(partitions, IsolationLevel.READ_COMMITTED));
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }

    private List<TopicPartition> partitions(Collection<String> topics) {
        return answer(admin.describeTopics(topics).allTopicNames()).values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .toList();
    }

    private Map<TopicPartition, Long> ends(List<TopicPartition> partitions, IsolationLevel isolation) {
        var latest = partitions.stream().collect(toMap(partition -> partition, partition -> OffsetSpec.latest()));
        return answer(admin.listOffsets(latest, new ListOffsetsOptions(isolation))
                        .all())
                .entrySet()
                .stream()
                .collect(toMap(Map.Entry::getKey, end -> end.getValue().offset()));
    }

    private static NewTopic newTopic(TopicDefinition topic) {
        return new NewTopic(topic.name(), topic.partitions(), (short) 1).configs(topic.configs());
    }

    private static <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new NoAnswerException(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChaosException("Interrupted while the broker answered", e);
        }
    }
}
