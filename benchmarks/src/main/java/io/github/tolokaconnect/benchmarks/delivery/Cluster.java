package io.github.tolokaconnect.benchmarks.delivery;

import io.github.tolokaconnect.benchmarks.BenchmarkException;
import io.github.tolokaconnect.events.TopicDefinition;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** The broker, asked by an admin client. */
public final class Cluster implements AutoCloseable {

    private final String bootstrapServers;
    private final Admin admin;

    private Cluster(String bootstrapServers, Admin admin) {
        this.bootstrapServers = bootstrapServers;
        this.admin = admin;
    }

    /** The cluster at this address. */
    public static Cluster at(String bootstrapServers) {
        return new Cluster(bootstrapServers, Admin.create(Map.of("bootstrap.servers", bootstrapServers)));
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    /** Creates topics, each with one replica. */
    public void create(List<TopicDefinition> topics) {
        answer(admin.createTopics(topics.stream()
                        .map(topic ->
                                new NewTopic(topic.name(), topic.partitions(), (short) 1).configs(topic.configs()))
                        .toList())
                .all());
    }

    /** Deletes every topic whose name begins with {@code prefix}. */
    void deleteTopics(String prefix) {
        answer(admin.deleteTopics(answer(admin.listTopics().names()).stream()
                        .filter(name -> name.startsWith(prefix))
                        .toList())
                .all());
    }

    /** Id of a topic, as clients write it. */
    String idOf(String topic) {
        return String.valueOf(answer(admin.describeTopics(List.of(topic)).allTopicNames()).values().stream()
                .map(TopicDescription::topicId)
                .findFirst()
                .orElse(Uuid.ZERO_UUID));
    }

    /** Commits offsets for a consumer group without members. */
    void commit(String group, Map<TopicPartition, Long> offsets) {
        answer(admin.alterConsumerGroupOffsets(
                        group,
                        offsets.entrySet().stream()
                                .collect(Collectors.toMap(
                                        Map.Entry::getKey, entry -> new OffsetAndMetadata(entry.getValue()))))
                .all());
    }

    /** Up to which offset, exclusive, a reader of committed records can read each partition of a topic now. */
    Map<TopicPartition, Long> readable(TopicDefinition topic) {
        var latest = IntStream.range(0, topic.partitions())
                .boxed()
                .collect(Collectors.toMap(
                        partition -> new TopicPartition(topic.name(), partition), partition -> OffsetSpec.latest()));
        return answer(admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                        .all())
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    /** Up to which offset, exclusive, every partition of {@code topics} is written now. */
    public Map<TopicPartition, Long> written(List<TopicDefinition> topics) {
        var latest = topics.stream()
                .flatMap(topic -> IntStream.range(0, topic.partitions())
                        .mapToObj(partition -> new TopicPartition(topic.name(), partition)))
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        return answer(admin.listOffsets(latest).all()).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    /** What a consumer group has committed: the offset of the next record, by topic-partition. */
    public Map<TopicPartition, Long> committed(String group) {
        return answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata()).entrySet().stream()
                .filter(entry -> entry.getValue() != null)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    /** Whether a consumer group has no member. */
    boolean isEmpty(String group) {
        return members(group).isEmpty();
    }

    /** Whether so many members of a consumer group have so many partitions together, none of them nothing. */
    boolean isAssigned(String group, int members, int partitions) {
        var assigned = members(group).stream()
                .map(member -> member.assignment().topicPartitions().size())
                .toList();
        return assigned.size() == members
                && !assigned.contains(0)
                && assigned.stream().mapToInt(Integer::intValue).sum() == partitions;
    }

    private List<MemberDescription> members(String group) {
        try {
            return answer(admin.describeConsumerGroups(List.of(group)).all()).values().stream()
                    .flatMap(description -> description.members().stream())
                    .toList();
        } catch (BenchmarkException e) {
            // Before its first member joins there is no such group.
            if (e.getCause() instanceof ExecutionException failure
                    && failure.getCause() instanceof GroupIdNotFoundException) {
                return List.of();
            }
            throw e;
        }
    }

    @Override
    public void close() {
        admin.close();
    }

    private static <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw refused(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static BenchmarkException refused(ExecutionException failure) {
        return new BenchmarkException("the broker refused: " + failure.getMessage(), failure);
    }

    private static BenchmarkException interrupted(InterruptedException interruption) {
        Thread.currentThread().interrupt();
        return new BenchmarkException("interrupted", interruption);
    }
}
