package io.github.tolokaconnect.simulator.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.reading.Reading;
import io.github.tolokaconnect.simulator.reading.Readings;
import io.github.tolokaconnect.simulator.request.ListQuery;
import io.github.tolokaconnect.simulator.request.OperationId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The operations there have been; each starts and ends by itself, when the agenda comes to it. */
final class Operations {
    private final Map<OperationId, Operation> byId = new LinkedHashMap<>();
    private final OperationTime operationTime;
    private final Chance chance;
    private final Agenda agenda;
    private final Worker worker;
    private final boolean areForgotten;
    private long submitted;

    /** Does the work of an operation whose time has come. */
    @FunctionalInterface
    interface Worker {
        /** Does it, at the time that it was due. */
        Outcome perform(Operation.Submission submission);
    }

    Operations(OperationTime operationTime, Chance chance, Agenda agenda, Worker worker, Readings readings) {
        this.operationTime = operationTime;
        this.chance = chance;
        this.agenda = agenda;
        this.worker = worker;
        this.areForgotten = readings.isOther(Reading.OPERATION_LIFETIME);
    }

    boolean contains(OperationId id) {
        return byId.containsKey(id);
    }

    Optional<Operation> operation(OperationId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /**
     * Enters an operation; it may have ended when this returns, if it takes no time.
     *
     * @param chosen the id that the client chose, null to make one
     * @param parameters as the API shows them; never changed
     */
    Operation submit(@Nullable OperationId chosen, Work work, ObjectNode parameters, Instant now) {
        OperationId id = chosen == null ? new OperationId(chance.uuid().toString()) : chosen;
        long millis = chance.between(
                operationTime.min().toMillis(), operationTime.max().toMillis());
        // An operation waits for up to a third of its time before it begins.
        long pending = chance.between(0, millis / 3);
        Operation.Submission submission =
                new Operation.Submission(id, work, parameters, now, now.plusMillis(pending), now.plusMillis(millis));
        Operation.Pending operation = new Operation.Pending(submission);
        byId.put(id, operation);
        submitted++;
        agenda.enter(submission.startsAt(), due -> start(operation));
        agenda.advance(now);
        return byId.get(id);
    }

    private void start(Operation.Pending pending) {
        Operation.Running running = pending.start();
        byId.put(running.submission().id(), running);
        agenda.enter(running.submission().finishesAt(), due -> finish(running));
    }

    private void finish(Operation.Running running) {
        Operation.Submission submission = running.submission();
        byId.put(submission.id(), running.finish(worker.perform(submission)));
        if (areForgotten) {
            agenda.enter(submission.archivesAt(), due -> byId.remove(submission.id()));
        }
    }

    ListQuery.Page<Operation> select(ListQuery query) {
        return query.select(List.copyOf(byId.values()), Operation::key);
    }

    /** How many have been accepted. */
    long size() {
        return submitted;
    }
}
