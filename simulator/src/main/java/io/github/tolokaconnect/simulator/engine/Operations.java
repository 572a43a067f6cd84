package io.github.tolokaconnect.simulator.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.reading.Reading;
import io.github.tolokaconnect.simulator.reading.Readings;
import io.github.tolokaconnect.simulator.request.ListQuery;
import io.github.tolokaconnect.simulator.request.OperationId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The operations there have been; each starts and ends by itself, when the agenda comes to it. */
final class Operations {
    private static final int LATEST = 30;

    private final Map<OperationId, Operation> byId = new LinkedHashMap<>();
    private final Deque<OperationId> latest = new ArrayDeque<>();
    private final Map<String, List<Operation.Running>> held = new HashMap<>();
    private final Set<String> released = new HashSet<>();
    private final OperationTime operationTime;
    private final Chance chance;
    private final Agenda agenda;
    private final Worker worker;
    private final boolean areForgotten;
    private long accepted;

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
        if (latest.size() == LATEST) {
            latest.removeLast();
        }
        latest.addFirst(id);
        accepted++;
        agenda.enter(submission.startsAt(), due -> start(operation));
        agenda.advance(now);
        return byId.get(id);
    }

    private void start(Operation.Pending pending) {
        Operation.Running running = pending.start();
        byId.replace(running.submission().id(), pending, running);
        agenda.enter(running.submission().finishesAt(), due -> finish(running));
    }

    private void finish(Operation.Running running) {
        String holder = running.submission().work().fate().holder();
        if (holder == null || released.contains(holder)) {
            finish(running, running.submission());
        } else {
            held.computeIfAbsent(holder, ignored -> new ArrayList<>()).add(running);
        }
    }

    private void finish(Operation.Running running, Operation.Submission submission) {
        Operation.Finished finished = new Operation.Running(submission).finish(worker.perform(submission));
        byId.replace(submission.id(), running, finished);
        if (areForgotten) {
            agenda.enter(submission.archivesAt(), due -> byId.remove(submission.id(), finished));
        }
    }

    /** Lets the operations end at {@code now} that {@code holder} keeps from it, and never keeps one from it again. */
    void release(String holder, Instant now) {
        released.add(holder);
        List<Operation.Running> waiting = held.remove(holder);
        if (waiting != null) {
            waiting.forEach(running -> finish(running, running.submission().finishingAt(now)));
        }
    }

    /** Frees the id; the operation itself goes on, unseen. */
    void forget(OperationId id) {
        byId.remove(id);
    }

    ListQuery.Page<Operation> select(ListQuery query) {
        return query.select(byId.values(), Operation::key);
    }

    /** The few operations that were submitted last, the latest first. */
    List<Operation> latest() {
        return latest.stream().map(byId::get).filter(Objects::nonNull).toList();
    }

    /** All of them, in the order of their submission. */
    Collection<Operation> all() {
        return Collections.unmodifiableCollection(byId.values());
    }

    /** How many were accepted, those forgotten included. */
    long size() {
        return accepted;
    }
}
