package io.github.tolokaconnect.connector.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.client.Answer;
import io.github.tolokaconnect.client.Operation;
import io.github.tolokaconnect.client.OperationStatus;
import io.github.tolokaconnect.client.PoolId;
import io.github.tolokaconnect.client.ProblemKind;
import io.github.tolokaconnect.connector.delivery.Submission.Facts;
import io.github.tolokaconnect.connector.intake.TaskItem;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;

/** The platform as far as the core can tell: operations by id, each of which creates its tasks once, and pools that close. */
final class FakePlatform {
    private static final Duration PENDING = Duration.ofMillis(300);
    private static final Duration WORK = Duration.ofMillis(1_500);

    private final SourceTopic source;
    private final Map<UUID, Instant> startedAt = new HashMap<>();
    private final Map<UUID, List<Long>> compositions = new HashMap<>();
    private final Map<PoolId, Instant> closedUntil = new HashMap<>();
    private final Map<TopicPartition, Map<Long, Integer>> tasks = new HashMap<>();

    FakePlatform(SourceTopic source) {
        this.source = source;
    }

    void close(PoolId pool, Instant until) {
        closedUntil.put(pool, until);
    }

    /** Takes a request, whoever sent it and whenever. */
    Answer<Operation> submit(Facts facts, Instant now) {
        var offsets = facts.batch().tasks().stream()
                .map(task -> task.origin().offset())
                .toList();
        assertThat(compositions.computeIfAbsent(facts.operationId(), id -> offsets))
                .as("composition of operation %s", facts.operationId())
                .isEqualTo(offsets);
        if (startedAt.containsKey(facts.operationId())) {
            return refusal(ProblemKind.ALREADY_EXISTS);
        }
        if (closedUntil.getOrDefault(facts.batch().pool(), Instant.MIN).isAfter(now)) {
            return refusal(ProblemKind.POOL);
        }
        if (facts.batch().tasks().stream().anyMatch(task -> kind(task) == SourceTopic.Kind.POISON)) {
            return refusal(ProblemKind.VALIDATION);
        }
        startedAt.put(facts.operationId(), now);
        facts.batch().tasks().stream()
                .filter(task -> kind(task) == SourceTopic.Kind.GOOD)
                .forEach(this::create);
        return operation(facts, now);
    }

    Answer<Operation> read(Facts facts, Instant now) {
        return startedAt.containsKey(facts.operationId()) ? operation(facts, now) : refusal(ProblemKind.NOT_FOUND);
    }

    /** How many tasks there are of a record. */
    int tasks(TopicPartition partition, long offset) {
        return tasks.getOrDefault(partition, Map.of()).getOrDefault(offset, 0);
    }

    SourceTopic.Kind kind(TaskItem task) {
        return source.kind(task.origin().topicPartition(), task.origin().offset());
    }

    private void create(TaskItem task) {
        tasks.computeIfAbsent(task.origin().topicPartition(), partition -> new HashMap<>())
                .merge(task.origin().offset(), 1, Integer::sum);
    }

    private Answer<Operation> operation(Facts facts, Instant now) {
        var age = Duration.between(startedAt.get(facts.operationId()), now);
        var status = OperationStatus.SUCCESS;
        if (age.compareTo(WORK) < 0) {
            status = age.compareTo(PENDING) < 0 ? OperationStatus.PENDING : OperationStatus.RUNNING;
        }
        return new Answer.Accepted<>(DeliveryFixture.operation(facts.operationId(), status), 202);
    }

    private static Answer<Operation> refusal(ProblemKind kind) {
        return new Answer.Rejected<>(DeliveryFixture.problem(kind));
    }
}
