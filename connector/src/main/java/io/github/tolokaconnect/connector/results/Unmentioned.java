package io.github.tolokaconnect.connector.results;

import static io.github.tolokaconnect.client.OperationStatus.FAIL;

import io.github.tolokaconnect.client.Problem;
import io.github.tolokaconnect.client.ProblemKind;
import io.github.tolokaconnect.connector.delivery.Effect;
import io.github.tolokaconnect.connector.intake.TaskItem;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Decides about items of an ended operation that its log does not mention. Whether they are tasks is known only if the
 * operation failed and its counters name no more tasks than the log, or if nothing was sent for them; else the log may still
 * grow, and in the end a person has to look. While the counters name more tasks than the log, nothing is tried again either.
 */
final class Unmentioned {
    private final Effect.Collect what;
    private final boolean skipInvalidItems;
    private final OutcomesByItem outcomes;
    private final boolean anyIsWrong;

    /** Items that have no outcome yet; {@code anyIsWrong} if an entry of the log says that of any item. */
    Unmentioned(Effect.Collect what, boolean skipInvalidItems, OutcomesByItem outcomes, boolean anyIsWrong) {
        this.what = what;
        var parameters = what.operation().parameters();
        Boolean stated = parameters == null ? null : parameters.skipInvalidItems();
        this.skipInvalidItems = stated == null ? skipInvalidItems : stated;
        this.outcomes = outcomes;
        this.anyIsWrong = anyIsWrong;
    }

    /** Gives each an outcome; or says why the log has to be read again. */
    Optional<String> decide() {
        if (isMoreCreated() && !outcomes.retriable().isEmpty()) {
            if (!what.last()) {
                return Optional.of("its counters name more tasks than its log");
            }
            outcomes.retriable().forEach(index -> outcomes.take(index, neverToBeKnown(index)));
        }
        if (outcomes.open().isEmpty()) {
            return Optional.empty();
        }
        if (isNothingElseCreated()) {
            rest(this::notCreated);
            return Optional.empty();
        }
        if (isNothingElseSent()) {
            rest(
                    index -> abandoned(
                            "Its record could not be read any more when the operation was sent, so no task was created for it"));
            return Optional.empty();
        }
        if (!what.last()) {
            return Optional.of("its log does not mention " + outcomes.open().size() + " of "
                    + what.facts().batch().size() + " tasks");
        }
        boolean mayAnyBeCreated = !failed() || successCount() != null || outcomes.created() > 0;
        rest(mayAnyBeCreated ? this::neverToBeKnown : this::failedWithoutReason);
        return Optional.empty();
    }

    /** The same where the platform does not hand out the log. */
    Optional<String> withoutLog(Problem problem) {
        if (problem.kind() != ProblemKind.LOGS_ARCHIVED && !what.last()) {
            return Optional.of("the platform refuses its log with " + problem.code());
        }
        rest(this::neverToBeKnown);
        return Optional.empty();
    }

    private boolean isNothingElseCreated() {
        var success = successCount();
        return failed() && success != null && success <= outcomes.created();
    }

    private boolean isMoreCreated() {
        var success = successCount();
        return success != null && success > outcomes.created();
    }

    /** Whether the request left out what could not be read, and all else is mentioned. */
    private boolean isNothingElseSent() {
        var total = totalCount();
        long readable = what.facts().batch().tasks().stream()
                .filter(TaskItem::isReadable)
                .count();
        return total != null
                && total <= readable
                && outcomes.open().stream().noneMatch(index -> task(index).isReadable());
    }

    private ItemOutcome notCreated(int index) {
        if (!task(index).isReadable()) {
            return abandoned("The operation failed without creating the task, and its record cannot be read any more");
        }
        return areOthersToBlame()
                ? new ItemOutcome.Rejected(null, Rejection.collateral(Rejection.OPERATION_FAILED))
                : new ItemOutcome.Retriable(null, Rejection.failed());
    }

    private ItemOutcome failedWithoutReason(int index) {
        if (!task(index).isReadable()) {
            return neverToBeKnown(index);
        }
        return new ItemOutcome.Rejected(
                null, areOthersToBlame() ? Rejection.collateral(Rejection.OPERATION_FAILED) : Rejection.failed());
    }

    private ItemOutcome neverToBeKnown(int index) {
        return task(index).isReadable()
                ? new ItemOutcome.Rejected(
                        null,
                        Rejection.unmatched(
                                "The operation ended and its log does not say what became of the task; look for"
                                        + " it in the pool before sending it again"))
                : abandoned(
                        "The operation ended, its log does not say what became of the task, and its record cannot be read"
                                + " any more");
    }

    private static ItemOutcome abandoned(String reason) {
        return new ItemOutcome.Rejected(null, Rejection.abandoned(reason));
    }

    /** One invalid task fails all others, unless the operation was told to leave it out. */
    private boolean areOthersToBlame() {
        return anyIsWrong && !skipInvalidItems;
    }

    private boolean failed() {
        return what.operation().status().equals(FAIL);
    }

    private @Nullable Long successCount() {
        var details = what.operation().details();
        return details == null ? null : details.successCount();
    }

    private @Nullable Long totalCount() {
        var details = what.operation().details();
        return details == null ? null : details.totalCount();
    }

    private void rest(IntFunction<ItemOutcome> ruling) {
        outcomes.open().forEach(index -> outcomes.take(index, ruling.apply(index)));
    }

    private TaskItem task(int index) {
        return what.facts().batch().tasks().get(index);
    }
}
