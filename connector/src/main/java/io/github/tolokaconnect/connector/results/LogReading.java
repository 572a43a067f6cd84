package io.github.tolokaconnect.connector.results;

import io.github.tolokaconnect.client.Answer;
import io.github.tolokaconnect.client.CanonicalInput;
import io.github.tolokaconnect.client.LogDetail;
import io.github.tolokaconnect.client.LogEntry;
import io.github.tolokaconnect.client.LogRead;
import io.github.tolokaconnect.client.OperationId;
import io.github.tolokaconnect.client.ProblemKind;
import io.github.tolokaconnect.client.TolokaApi;
import io.github.tolokaconnect.connector.delivery.Effect;
import io.github.tolokaconnect.connector.delivery.SubmissionEvent;
import io.github.tolokaconnect.connector.intake.TaskItem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One reading of the operation log of one ended operation.
 *
 * <p>The log has no order and no index. Entries echo the marker that each task was sent with; where some do not, the log is read
 * again and such entries are matched by their canonical input values. Between equal tasks nothing is guessed. What the log does
 * not mention is left to {@link Unmentioned}.
 */
final class LogReading {
    private final TolokaApi api;
    private final Effect.Collect what;
    private final boolean skipInvalidItems;
    private final InstantSource clock;
    private final Instant startedAt;
    private final OutcomesByItem outcomes;
    /** Whether an entry says of any item that it is wrong. */
    private boolean anyIsWrong;

    LogReading(TolokaApi api, Effect.Collect what, boolean skipInvalidItems, InstantSource clock) {
        this.api = api;
        this.what = what;
        this.skipInvalidItems = skipInvalidItems;
        this.clock = clock;
        this.startedAt = clock.instant();
        this.outcomes = new OutcomesByItem(what.facts().batch().size());
    }

    /** Reads the log to its end and says what it found, or why that does not suffice. */
    CompletableFuture<SubmissionEvent> read() {
        var id = OperationId.of(what.facts().operationId());
        return api.readOperationLog(id, LogDetail.MARKERS, this::markedEntry).thenCompose(answer -> {
            if (answer instanceof Answer.Accepted<LogRead> accepted
                    && accepted.value().withoutMarker() > 0) {
                var unmarked = new ArrayList<LogEntry>();
                return api.readOperationLog(id, LogDetail.WITH_INPUTS, entry -> keepUnmarked(entry, unmarked))
                        .thenApply(second -> {
                            // Half a log may hide an equal task.
                            if (second instanceof Answer.Accepted<LogRead>) {
                                matchByInput(unmarked);
                            }
                            return conclude(second);
                        });
            }
            return CompletableFuture.completedFuture(conclude(answer));
        });
    }

    private void markedEntry(LogEntry entry) {
        if (entry.itemIndex() != null && entry.isAboutItem()) {
            take(entry.itemIndex(), entry);
        }
    }

    /** A step that succeeded without a task, such as a check, decides nothing. */
    private void take(int index, LogEntry entry) {
        if (entry.success()) {
            if (entry.taskId() != null) {
                outcomes.take(index, new ItemOutcome.Created(entry.taskId()));
            }
        } else if (mayPass(entry)) {
            outcomes.take(index, new ItemOutcome.Retriable(entry.type(), Rejection.of(entry)));
        } else {
            anyIsWrong = true;
            outcomes.take(index, new ItemOutcome.Rejected(entry.type(), Rejection.of(entry)));
        }
    }

    /** Whether the task is sound, and only the pool's or the account's state was against it. */
    private static boolean mayPass(LogEntry entry) {
        var failure = entry.failure();
        return entry.errors().isEmpty()
                && failure != null
                && (failure.kind() == ProblemKind.POOL || failure.kind() == ProblemKind.CAPACITY);
    }

    private static void keepUnmarked(LogEntry entry, List<LogEntry> unmarked) {
        if (entry.itemIndex() == null && entry.isAboutItem() && entry.inputKey() != null) {
            unmarked.add(entry);
        }
    }

    private void matchByInput(List<LogEntry> entries) {
        var byInput = new HashMap<String, List<LogEntry>>();
        entries.forEach(entry -> byInput.computeIfAbsent(entry.inputKey(), key -> new ArrayList<>())
                .add(entry));
        var open = outcomes.open();
        // A task that cannot be read may equal any other.
        boolean allReadable = open.stream().allMatch(index -> task(index).isReadable());
        var items = openItemsByInput(open);
        byInput.forEach((input, same) -> {
            var equal = items.getOrDefault(input, List.of());
            if (equal.size() == 1 && agree(same) && allReadable) {
                take(equal.get(0), same.get(0));
            } else {
                equal.forEach(
                        index -> outcomes.take(
                                index,
                                new ItemOutcome.Rejected(
                                        null,
                                        Rejection.unmatched(
                                                "The operation may have several tasks with these input values and its log does not say"
                                                        + " which is which; look for them in the pool before sending them again"))));
            }
        });
    }

    /** Whether entries about equal tasks can be about one and the same. */
    private static boolean agree(List<LogEntry> entries) {
        return entries.stream()
                        .map(entry -> Optional.ofNullable(entry.taskId()))
                        .distinct()
                        .count()
                == 1;
    }

    private Map<String, List<Integer>> openItemsByInput(List<Integer> open) {
        var items = new HashMap<String, List<Integer>>();
        for (int index : open) {
            TaskItem item = task(index);
            if (item.isReadable()) {
                var input =
                        CanonicalInput.sha256(item.json(), item.cut().input().start(), item.inputBytes());
                items.computeIfAbsent(input, key -> new ArrayList<>()).add(index);
            }
        }
        return items;
    }

    private SubmissionEvent conclude(Answer<LogRead> answer) {
        if (answer instanceof Answer.Throttled<LogRead>) {
            return new SubmissionEvent.Uncollected("the quota of requests is used up", false);
        }
        if (answer instanceof Answer.Unavailable<LogRead> unavailable) {
            return new SubmissionEvent.Uncollected(unavailable.reason(), false);
        }
        if (answer instanceof Answer.Rejected<LogRead> rejected
                && rejected.problem().kind() == ProblemKind.ACCESS) {
            return new SubmissionEvent.LogRefused(rejected.problem());
        }
        var unmentioned = new Unmentioned(what, skipInvalidItems, outcomes, anyIsWrong);
        var whyNot = answer instanceof Answer.Rejected<LogRead> rejected
                ? unmentioned.withoutLog(rejected.problem())
                : unmentioned.decide();
        return whyNot.<SubmissionEvent>map(reason -> new SubmissionEvent.Uncollected(reason, true))
                .orElseGet(this::collected);
    }

    private SubmissionEvent collected() {
        return new SubmissionEvent.Collected(
                LogFindings.of(what.facts().batch(), outcomes.all(), Duration.between(startedAt, clock.instant())));
    }

    private TaskItem task(int index) {
        return what.facts().batch().tasks().get(index);
    }
}
