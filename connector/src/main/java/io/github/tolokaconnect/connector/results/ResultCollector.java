package io.github.tolokaconnect.connector.results;

import io.github.tolokaconnect.client.Answer;
import io.github.tolokaconnect.client.CanonicalInput;
import io.github.tolokaconnect.client.LogDetail;
import io.github.tolokaconnect.client.LogEntry;
import io.github.tolokaconnect.client.LogRead;
import io.github.tolokaconnect.client.OperationId;
import io.github.tolokaconnect.client.OperationStatus;
import io.github.tolokaconnect.client.ProblemKind;
import io.github.tolokaconnect.client.TolokaApi;
import io.github.tolokaconnect.connector.delivery.Effect;
import io.github.tolokaconnect.connector.intake.TaskItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Reads the operation log of one ended operation and hands on what it says about each item, entry by entry.
 *
 * <p>The log has no order and no index. Entries echo the marker that each task was sent with; where some do not, the log is read
 * again and such entries are matched by their canonical input values. Between equal tasks nothing is guessed.
 */
final class ResultCollector {
    private final TolokaApi api;
    private final Effect.Collect what;
    private final ItemOutcomes outcomes;

    ResultCollector(TolokaApi api, Effect.Collect what, ItemOutcomes outcomes) {
        this.api = api;
        this.what = what;
        this.outcomes = outcomes;
    }

    /** How far the log answers: completely, not yet, or never. */
    record Reading(boolean complete, String reason, boolean logIncomplete) {
        static final Reading COMPLETE = new Reading(true, "", false);
    }

    /** Reads the log to its end; afterwards every item has an outcome if the reading is complete. */
    CompletableFuture<Reading> read() {
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
        var index = entry.itemIndex();
        if (index != null && index >= 0 && index < what.facts().batch().size() && entry.isAboutItem()) {
            take(index, entry);
        }
    }

    /** A step that succeeded without a task, such as a check, decides nothing. */
    private void take(int index, LogEntry entry) {
        var task = entry.taskId();
        if (entry.success() && task != null) {
            outcomes.created(index, task);
        } else if (!entry.success()) {
            outcomes.rejected(index, entry.type(), Rejection.of(entry));
        }
    }

    private static void keepUnmarked(LogEntry entry, List<LogEntry> unmarked) {
        if (entry.itemIndex() == null && entry.isAboutItem() && entry.inputKey() != null) {
            unmarked.add(entry);
        }
    }

    private void matchByInput(List<LogEntry> entries) {
        var open = openItemsByInput();
        var byInput = new HashMap<String, List<LogEntry>>();
        entries.forEach(entry -> byInput.computeIfAbsent(entry.inputKey(), key -> new ArrayList<>())
                .add(entry));
        byInput.forEach((input, same) -> {
            var items = open.getOrDefault(input, List.of());
            if (items.size() == 1 && agree(same)) {
                take(items.get(0), same.get(0));
            } else {
                items.forEach(index -> outcomes.rejected(
                        index,
                        null,
                        Rejection.unmatched("The operation has " + items.size()
                                + " tasks with equal input values and its log does not say"
                                + " which is which; look for them in the pool before sending them again")));
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

    private Map<String, List<Integer>> openItemsByInput() {
        var open = new HashMap<String, List<Integer>>();
        for (int index : outcomes.open()) {
            TaskItem item = what.facts().batch().tasks().get(index);
            var input = CanonicalInput.sha256(item.json(), item.cut().input().start(), item.inputBytes());
            open.computeIfAbsent(input, key -> new ArrayList<>()).add(index);
        }
        return open;
    }

    private Reading conclude(Answer<LogRead> answer) {
        if (answer instanceof Answer.Rejected<LogRead> rejected) {
            return rejected.problem().kind() == ProblemKind.LOGS_ARCHIVED
                    ? neverToBeKnown()
                    : incomplete("the platform refuses its log with "
                            + rejected.problem().code());
        }
        if (answer instanceof Answer.Throttled<LogRead>) {
            return new Reading(false, "the quota of requests is used up", false);
        }
        if (answer instanceof Answer.Unavailable<LogRead> unavailable) {
            return new Reading(false, unavailable.reason(), false);
        }
        return outcomes.open().isEmpty() ? Reading.COMPLETE : unmentioned();
    }

    /** Items without an entry: not created if the operation failed and its counters agree, else the log may still grow. */
    private Reading unmentioned() {
        var operation = what.operation();
        var details = operation.details();
        boolean failed = operation.status().equals(OperationStatus.FAIL);
        var success = details == null ? null : details.successCount();
        if (failed && (success == null || success <= outcomes.createdCount())) {
            boolean othersAreToBlame = outcomes.rejectedCount() > 0;
            outcomes.open()
                    .forEach(index -> outcomes.rejected(
                            index,
                            null,
                            othersAreToBlame ? Rejection.collateral(Rejection.OPERATION_FAILED) : Rejection.failed()));
            return Reading.COMPLETE;
        }
        return incomplete("its log does not mention " + outcomes.open().size() + " of "
                + what.facts().batch().size() + " tasks");
    }

    private Reading incomplete(String reason) {
        return what.last() ? neverToBeKnown() : new Reading(false, reason, true);
    }

    private Reading neverToBeKnown() {
        outcomes.open()
                .forEach(index -> outcomes.rejected(
                        index,
                        null,
                        Rejection.unmatched(
                                "The operation ended and its log does not say what became of the task; look for it in the pool before"
                                        + " sending it again")));
        return Reading.COMPLETE;
    }
}
