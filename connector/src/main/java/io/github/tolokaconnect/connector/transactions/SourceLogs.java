package io.github.tolokaconnect.connector.transactions;

import io.github.tolokaconnect.connector.delivery.SourceLog;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the cluster about source topics and about the group that reads them. Never waits; safe from any thread. */
final class SourceLogs {
    private static final Logger LOG = LoggerFactory.getLogger(SourceLogs.class);

    private final Admin admin;
    private final String group;

    SourceLogs(Admin admin, String group) {
        this.admin = admin;
        this.group = group;
    }

    /** What the cluster says; what it does not say is unknown. Of a topic that it does not have, nothing is known. */
    CompletableFuture<SourceLog> of(TopicPartition source) {
        var description =
                admin.describeTopics(List.of(source.topic())).topicNameValues().get(source.topic());
        if (description == null) {
            throw new AssertionError("an answer for each topic that was asked for");
        }
        var elsewhere = new CompletableFuture<Boolean>();
        var id = stage(description).handle((topic, failure) -> {
            elsewhere.complete(
                    failure != null && Failures.unwrapped(failure) instanceof UnknownTopicOrPartitionException);
            return Optional.ofNullable(topic).map(known -> known.topicId().toString());
        });
        var start = known(offset(source, OffsetSpec.earliest()));
        var end = known(offset(source, OffsetSpec.latest()));
        var committed = known(committed(List.of(source)));
        return CompletableFuture.allOf(elsewhere, id, start, end, committed)
                .thenApply(all -> elsewhere.join()
                        ? SourceLog.UNKNOWN
                        : new SourceLog(
                                id.join().orElse(null),
                                start.join().orElse(null),
                                end.join().orElse(null),
                                new SourceLog.Group(
                                        committed.join().isPresent(),
                                        committed
                                                .join()
                                                .map(offsets -> offsets.get(source))
                                                .orElse(null))));
    }

    /** What the group has committed; topic-partitions for which it has nothing are left out. */
    CompletableFuture<Map<TopicPartition, Long>> committed(Collection<TopicPartition> sources) {
        var asked = new ListConsumerGroupOffsetsSpec().topicPartitions(sources);
        return stage(admin.listConsumerGroupOffsets(Map.of(group, asked)).partitionsToOffsetAndMetadata(group))
                .thenApply(answered -> {
                    var offsets = new HashMap<TopicPartition, Long>();
                    answered.forEach((source, offset) -> {
                        if (offset != null) {
                            offsets.put(source, offset.offset());
                        }
                    });
                    return offsets;
                });
    }

    private CompletableFuture<Long> offset(TopicPartition source, OffsetSpec which) {
        return stage(admin.listOffsets(Map.of(source, which)).partitionResult(source))
                .thenApply(answered -> answered.offset());
    }

    private static <T> CompletableFuture<Optional<T>> known(CompletableFuture<T> answer) {
        return answer.handle((value, failure) -> {
            if (failure != null) {
                LOG.debug("The cluster does not say", failure);
            }
            return Optional.ofNullable(value);
        });
    }

    private static <T> CompletableFuture<T> stage(KafkaFuture<T> answer) {
        return answer.toCompletionStage().toCompletableFuture();
    }
}
