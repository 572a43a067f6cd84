package io.github.tolokaconnect.connector.results;

import io.github.tolokaconnect.client.FieldError;
import io.github.tolokaconnect.client.Operation;
import io.github.tolokaconnect.client.OperationStatus;
import io.github.tolokaconnect.client.TaskId;
import io.github.tolokaconnect.connector.delivery.Publication;
import io.github.tolokaconnect.connector.delivery.Submission.Facts;
import io.github.tolokaconnect.connector.intake.TaskItem;
import io.github.tolokaconnect.events.ErrorClass;
import io.github.tolokaconnect.events.Role;
import io.github.tolokaconnect.events.Stage;
import io.github.tolokaconnect.events.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a publication says about every record of an operation.
 *
 * @param status state in which the operation ended
 * @param stage at which its rejected records were refused
 * @param items what became of each record, by its index; retriable ones are tried again and have no event
 */
record OperationEnd(Facts facts, Status status, Stage stage, List<ItemOutcome> items) {

    /** The end of an operation; empty if the publication is about something else. */
    static Optional<OperationEnd> of(Publication publication) {
        if (publication instanceof Publication.Ended ended) {
            return Optional.of(of(ended));
        }
        if (publication instanceof Publication.Created created) {
            return Optional.of(of(created));
        }
        if (publication instanceof Publication.Rejected rejected) {
            return Optional.of(of(rejected));
        }
        if (publication instanceof Publication.Abandoned abandoned) {
            ItemOutcome same = new ItemOutcome.Rejected(null, Rejection.abandoned(abandoned.reason()));
            return Optional.of(new OperationEnd(
                    abandoned.facts(),
                    Status.FAIL,
                    Stage.PLATFORM_REJECTION,
                    abandoned.facts().batch().tasks().stream().map(task -> same).toList()));
        }
        return Optional.empty();
    }

    private static OperationEnd of(Publication.Ended ended) {
        if (!(ended.findings() instanceof LogFindings findings)) {
            throw new AssertionError(ended.findings());
        }
        var items = ended.retried()
                ? findings.items()
                : findings.items().stream()
                        .map(item -> item instanceof ItemOutcome.Retriable retriable ? retriable.rejected() : item)
                        .toList();
        return new OperationEnd(
                ended.facts(),
                isFailed(ended.operation()) ? Status.FAIL : Status.SUCCESS,
                Stage.PLATFORM_VALIDATION,
                items);
    }

    private static boolean isFailed(Operation operation) {
        return operation.status().equals(OperationStatus.FAIL);
    }

    private static OperationEnd of(Publication.Created created) {
        var tasks = created.created();
        return new OperationEnd(
                created.facts(),
                Status.SUCCESS,
                Stage.PLATFORM_VALIDATION,
                byPlace(
                        created.facts(),
                        tasks.items(),
                        tasks.validationErrors(),
                        Rejection.unmatched(
                                "The platform's answer does not mention the task; look for it in the pool before"
                                        + " sending it again")));
    }

    private static OperationEnd of(Publication.Rejected rejected) {
        var problem = rejected.problem();
        boolean culpritsKnown = !problem.itemErrors().isEmpty();
        return new OperationEnd(
                rejected.facts(),
                Status.REJECTED,
                culpritsKnown ? Stage.PLATFORM_VALIDATION : Stage.PLATFORM_REJECTION,
                byPlace(
                        rejected.facts(),
                        Map.of(),
                        problem.itemErrors(),
                        culpritsKnown ? Rejection.collateral(problem.code()) : Rejection.of(problem)));
    }

    /** An answer counts the tasks of the request, which left out those that cannot be read. */
    private static List<ItemOutcome> byPlace(
            Facts facts, Map<Integer, TaskId> created, Map<Integer, List<FieldError>> errors, Rejection others) {
        var items = new ArrayList<ItemOutcome>();
        int place = 0;
        for (TaskItem task : facts.batch().tasks()) {
            if (task.isReadable()) {
                items.add(outcome(created.get(place), errors.get(place), others));
                place++;
            } else {
                items.add(new ItemOutcome.Rejected(
                        null,
                        Rejection.abandoned("The record could not be read any more when its operation was sent")));
            }
        }
        return items;
    }

    private static ItemOutcome outcome(@Nullable TaskId task, @Nullable List<FieldError> errors, Rejection others) {
        if (task != null) {
            return new ItemOutcome.Created(task);
        }
        return new ItemOutcome.Rejected(null, errors == null ? others : Rejection.data(errors));
    }

    int created() {
        return count(ItemOutcome.Created.class);
    }

    int rejected() {
        return count(ItemOutcome.Rejected.class);
    }

    /** How many records are tried again by another operation. */
    int retried() {
        return count(ItemOutcome.Retriable.class);
    }

    private int count(Class<? extends ItemOutcome> kind) {
        return (int) items.stream().filter(kind::isInstance).count();
    }

    /** How many records were rejected, by the code of their first error. */
    Map<String, Integer> rejectedByCode() {
        var counts = new TreeMap<String, Integer>();
        for (ItemOutcome item : items) {
            if (item instanceof ItemOutcome.Rejected rejected) {
                counts.merge(rejected.why().errors().get(0).code(), 1, Integer::sum);
            }
        }
        return counts;
    }

    /** What has to change for the first record that was wrong itself. */
    ErrorClass errorClass() {
        return items.stream()
                .flatMap(item -> why(item).stream())
                .filter(why -> why.role().equals(Role.CULPRIT))
                .map(Rejection::errorClass)
                .findFirst()
                .orElse(ErrorClass.UNKNOWN);
    }

    private static Optional<Rejection> why(ItemOutcome item) {
        if (item instanceof ItemOutcome.Rejected rejected) {
            return Optional.of(rejected.why());
        }
        return item instanceof ItemOutcome.Retriable retriable ? Optional.of(retriable.why()) : Optional.empty();
    }
}
