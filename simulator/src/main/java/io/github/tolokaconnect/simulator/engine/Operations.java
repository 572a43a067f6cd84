package io.github.tolokaconnect.simulator.engine;

import io.github.tolokaconnect.simulator.request.ListQuery;
import io.github.tolokaconnect.simulator.request.OperationId;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/** The operations there have been, and which of them change next. */
final class Operations {
    private final Map<OperationId, Operation> byId = new LinkedHashMap<>();
    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::order));
    private long submitted;

    /** Does the work of an operation whose time has come. */
    @FunctionalInterface
    interface Worker {
        /** Does it, at the time that it was due. */
        Outcome perform(Operation.Submission submission);
    }

    private record Due(Instant at, long order, OperationId id) {}

    boolean contains(OperationId id) {
        return byId.containsKey(id);
    }

    Optional<Operation> operation(OperationId id) {
        return Optional.ofNullable(byId.get(id));
    }

    void submit(Operation.Submission submission) {
        submitted++;
        byId.put(submission.id(), new Operation.Pending(submission));
        due.add(new Due(submission.startsAt(), submitted, submission.id()));
    }

    /** Lets everything happen that is due by {@code now}, in the order in which it is due. */
    void advance(Instant now, Worker worker) {
        while (!due.isEmpty() && !due.peek().at().isAfter(now)) {
            Due next = due.remove();
            Operation operation = byId.get(next.id());
            if (operation instanceof Operation.Pending pending) {
                byId.put(next.id(), pending.start());
                due.add(new Due(pending.submission().finishesAt(), next.order(), next.id()));
            } else if (operation instanceof Operation.Running running) {
                byId.put(next.id(), running.finish(worker.perform(running.submission())));
            } else {
                throw new AssertionError(operation);
            }
        }
    }

    ListQuery.Page<Operation> select(ListQuery query) {
        return query.select(List.copyOf(byId.values()), Operation::key);
    }

    /** All of them, in the order of their submission. */
    Collection<Operation> all() {
        return Collections.unmodifiableCollection(byId.values());
    }

    long size() {
        return submitted;
    }
}
