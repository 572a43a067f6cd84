package io.github.tolokaconnect.connector.simulation;

import io.github.tolokaconnect.client.Answer;
import io.github.tolokaconnect.client.Operation;
import io.github.tolokaconnect.client.OperationId;
import io.github.tolokaconnect.client.OperationStatus;
import io.github.tolokaconnect.client.PoolId;
import io.github.tolokaconnect.client.Problem;
import io.github.tolokaconnect.client.ProblemKind;
import io.github.tolokaconnect.connector.delivery.Submission.Facts;
import io.github.tolokaconnect.connector.delivery.SubmissionEvent;
import io.github.tolokaconnect.connector.intake.TaskItem;
import io.github.tolokaconnect.connector.journal.OffsetSet;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The platform: starts an operation once per id, remembers ids, creates tasks, and tells in a log what became of them. */
final class Platform {
    private static final Duration PENDING = Duration.ofMillis(200);
    private static final Duration SWIFT = Duration.ofSeconds(1);

    private final Source source;
    private final Oracle oracle;
    private final Twist twist;
    private final Map<Object, Started> operations = new LinkedHashMap<>();
    private final Map<PoolId, Instant> closedUntil = new HashMap<>();
    private boolean isSwift;

    /** How an operation ends. */
    enum End {
        SUCCESS,
        /** It fails on the way; what was created and what was not stands in the log. */
        FAIL_HALFWAY,
        /** It fails, creates nothing, and its log is empty. */
        FAIL_SILENTLY
    }

    /**
     * What will happen to an operation if it is started now.
     *
     * @param handled items that it handles before it fails
     */
    record Plan(End end, Duration work, int handled) {
        static final Plan GOOD = new Plan(End.SUCCESS, Duration.ofSeconds(1), Integer.MAX_VALUE);
    }

    private record Started(
            Instant at, Plan plan, Set<Long> sent, Set<Long> leftOut, Set<Long> created, Set<Long> handled) {
        OperationStatus status(Instant now, Duration longest) {
            var age = Duration.between(at, now);
            var work = plan.work.compareTo(longest) < 0 ? plan.work : longest;
            if (age.compareTo(work) < 0) {
                return age.compareTo(PENDING) < 0 ? OperationStatus.PENDING : OperationStatus.RUNNING;
            }
            return plan.end == End.SUCCESS ? OperationStatus.SUCCESS : OperationStatus.FAIL;
        }
    }

    Platform(Source source, Oracle oracle, Twist twist) {
        this.source = source;
        this.oracle = oracle;
        this.twist = twist;
    }

    void close(PoolId pool, Instant until) {
        closedUntil.put(pool, until);
    }

    /** From now on no operation takes long. */
    void hurry() {
        isSwift = true;
    }

    /** Takes a request, whoever sent it and whenever. */
    Answer<Operation> submit(Facts facts, Plan plan, Instant now) {
        var known = operations.get(key(facts));
        if (known != null) {
            return refusal(409, ProblemKind.ALREADY_EXISTS);
        }
        var batch = facts.batch();
        if (closedUntil.getOrDefault(batch.pool(), Instant.MIN).isAfter(now)) {
            return refusal(409, ProblemKind.POOL);
        }
        var sent = batch.tasks().stream().filter(TaskItem::isReadable).toList();
        if (sent.stream().anyMatch(task -> kind(task) == RecordKind.POISON)) {
            return sent.size() % 2 == 0 ? refusal(413, ProblemKind.TOO_LARGE) : refusal(400, ProblemKind.VALIDATION);
        }
        if (sent.isEmpty()) {
            return refusal(400, ProblemKind.VALIDATION);
        }
        var started = start(facts, sent, plan, now);
        operations.put(key(facts), started);
        return accepted(facts, started, now);
    }

    private Started start(Facts facts, List<TaskItem> sent, Plan plan, Instant now) {
        var offsets = new TreeSet<Long>();
        var created = new HashSet<Long>();
        var handled = new HashSet<Long>();
        int most = plan.end == End.SUCCESS ? Integer.MAX_VALUE : plan.end == End.FAIL_SILENTLY ? 0 : plan.handled;
        for (TaskItem task : sent) {
            long offset = task.origin().offset();
            offsets.add(offset);
            if (handled.size() < most) {
                handled.add(offset);
                if (kind(task) == RecordKind.GOOD) {
                    created.add(offset);
                    oracle.created(task.origin().topicPartition(), offset, facts.operationId());
                }
            }
        }
        var leftOut = facts.batch().tasks().stream()
                .map(task -> task.origin().offset())
                .filter(offset -> !offsets.contains(offset))
                .collect(Collectors.toSet());
        return new Started(now, plan, offsets, leftOut, created, handled);
    }

    Answer<Operation> read(Facts facts, Instant now) {
        var started = operations.get(key(facts));
        return started == null ? refusal(404, ProblemKind.NOT_FOUND) : accepted(facts, started, now);
    }

    /** Reads the log of an operation that has ended. */
    SubmissionEvent readLog(Facts facts, boolean last) {
        var started = operations.get(key(facts));
        if (started == null) {
            throw new IllegalStateException("the log of " + facts.operationId() + " is read, which never began");
        }
        boolean isSilent = started.plan.end == End.FAIL_SILENTLY;
        if (isSilent && !last) {
            return new SubmissionEvent.Uncollected("the log is empty", true);
        }
        var retriable = new HashSet<Long>();
        var excuses = new HashMap<Long, String>();
        for (TaskItem task : facts.batch().tasks()) {
            long offset = task.origin().offset();
            if (isSilent) {
                excuses.put(offset, "the operation failed and says nothing");
            } else if (started.leftOut.contains(offset)) {
                excuses.put(offset, "it was left out, since its record is gone");
            } else if (started.sent.contains(offset) && !started.handled.contains(offset)) {
                if (task.isReadable()) {
                    retriable.add(offset);
                } else {
                    excuses.put(offset, "it cannot be tried again, since its record is gone");
                }
            }
        }
        return new SubmissionEvent.Collected(new Outcome(
                started.created,
                OffsetSet.of(retriable.stream().mapToLong(Long::longValue).toArray()),
                excuses));
    }

    /** Whether an operation with this id began. */
    boolean knows(UUID operationId) {
        return operations.containsKey(operationId);
    }

    /** Records of each operation that began, in the order of their offsets. */
    List<Set<Long>> compositions() {
        return operations.values().stream().map(Started::sent).toList();
    }

    /** When the operation began; null if it did not. */
    @Nullable
    Instant startedAt(Facts facts) {
        var started = operations.get(key(facts));
        return started == null ? null : started.at;
    }

    private Object key(Facts facts) {
        var batch = facts.batch();
        return twist == Twist.IDS_OF_FIRST_OFFSETS
                ? batch.topicPartition() + "@" + batch.firstOffset() + " " + batch.pool()
                : facts.operationId();
    }

    private RecordKind kind(TaskItem task) {
        return source.kind(task.origin().topicPartition(), task.origin().offset());
    }

    private Answer<Operation> accepted(Facts facts, Started started, Instant now) {
        var id = OperationId.of(facts.operationId());
        var status = started.status(now, isSwift ? SWIFT : ChronoUnit.FOREVER.getDuration());
        return new Answer.Accepted<>(
                new Operation(id, "TASK.BATCH_CREATE", status, started.at, null, null, null, null, null), 202);
    }

    static Answer<Operation> refusal(int status, ProblemKind kind) {
        return new Answer.Rejected<>(problem(status, kind));
    }

    static Problem problem(int status, ProblemKind kind) {
        return new Problem(status, kind.name(), "", "request-1", kind, List.of(), Map.of());
    }
}
