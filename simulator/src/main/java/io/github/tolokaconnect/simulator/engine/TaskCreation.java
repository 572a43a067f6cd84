package io.github.tolokaconnect.simulator.engine;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.Pool;
import io.github.tolokaconnect.simulator.fixture.PoolId;
import io.github.tolokaconnect.simulator.fixture.Wire;
import io.github.tolokaconnect.simulator.request.ApiError;
import io.github.tolokaconnect.simulator.request.CreateParameters;
import io.github.tolokaconnect.simulator.request.Item;
import io.github.tolokaconnect.simulator.request.OperationId;
import io.github.tolokaconnect.simulator.request.TaskBody;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Creates the tasks of a request, all of them or the valid ones, and opens their pools. */
final class TaskCreation {
    private final TaskStore store;
    private final Pools pools;
    private final Chance chance;

    TaskCreation(TaskStore store, Pools pools, Chance chance) {
        this.store = store;
        this.pools = pools;
        this.chance = chance;
    }

    /** Creates them as an operation does: what is wrong goes to its log. */
    Outcome perform(CreateParameters parameters, TaskBody.Tasks tasks, Instant now, OperationId operationId) {
        List<LogEntry> log = new ArrayList<>();
        invalid(tasks).values().forEach(item -> log.add(new LogEntry.Invalid(item)));
        int invalid = log.size();
        int valid = tasks.items().size() - invalid;
        if (invalid > 0 && !parameters.skipInvalidItems()) {
            chance.shuffle(log);
            return new Outcome(false, Outcome.counters(valid, invalid, 0), log);
        }
        Map<PoolId, ApiError> refusals = pools.rules().refusalsOfTasks(tasks);
        if (!refusals.isEmpty()) {
            log.addAll(refused(tasks, refusals));
            chance.shuffle(log);
            return new Outcome(false, Outcome.counters(valid, invalid, 0), log);
        }
        create(tasks, now, operationId).values().forEach(task -> log.add(new LogEntry.Created(task)));
        boolean areOpen = openPools(parameters, tasks, now, log);
        chance.shuffle(log);
        return new Outcome(areOpen || parameters.skipInvalidItems(), Outcome.counters(valid, invalid, valid), log);
    }

    /** Creates them at once: what is wrong is in the answer. */
    Reply answer(CreateParameters parameters, TaskBody.Tasks tasks, Instant now) {
        Map<Integer, CreatedTask> created = create(tasks, now, null);
        // A synchronous answer has no place for a pool that could not be opened.
        openPools(parameters, tasks, now, new ArrayList<>());
        if (!tasks.isArray()) {
            return Reply.of(201, created.values().iterator().next().toJson());
        }
        Map<Integer, Item.Invalid> invalid = invalid(tasks);
        return Reply.of(201, json -> writeByIndex(json, created, invalid, parameters.skipInvalidItems()));
    }

    /** Why a synchronous request creates nothing, if so. */
    static Optional<ApiError> refusal(CreateParameters parameters, TaskBody.Tasks tasks) {
        Map<Integer, Item.Invalid> invalid = invalid(tasks);
        if (invalid.isEmpty()
                || (parameters.skipInvalidItems()
                        && invalid.size() < tasks.items().size())) {
            return Optional.empty();
        }
        if (!tasks.isArray()) {
            return Optional.of(
                    ApiError.validation(invalid.values().iterator().next().errors()));
        }
        ObjectNode payload = Wire.JSON.createObjectNode();
        invalid.forEach((index, item) -> payload.set(index.toString(), item.errors()));
        return Optional.of(ApiError.validation(payload));
    }

    /** What the log says when pools have come to refuse tasks since the submission: an entry for each task of theirs. */
    private List<LogEntry> refused(TaskBody.Tasks tasks, Map<PoolId, ApiError> refusals) {
        String requestId = "ao_" + chance.uuid();
        List<LogEntry> entries = new ArrayList<>();
        for (Item item : tasks.items()) {
            if (item instanceof Item.Valid valid && refusals.containsKey(valid.pool())) {
                entries.add(new LogEntry.NotCreated(valid, refusals.get(valid.pool()), requestId));
            }
        }
        return entries;
    }

    private static Map<Integer, Item.Invalid> invalid(TaskBody.Tasks tasks) {
        Map<Integer, Item.Invalid> invalid = new LinkedHashMap<>();
        for (int index = 0; index < tasks.items().size(); index++) {
            if (tasks.items().get(index) instanceof Item.Invalid item) {
                invalid.put(index, item);
            }
        }
        return invalid;
    }

    private Map<Integer, CreatedTask> create(TaskBody.Tasks tasks, Instant now, @Nullable OperationId operationId) {
        Map<Integer, CreatedTask> created = new LinkedHashMap<>();
        for (int index = 0; index < tasks.items().size(); index++) {
            if (tasks.items().get(index) instanceof Item.Valid item) {
                created.put(index, store.create(item, now, operationId));
            }
        }
        for (TaskBody.Share share : tasks.shares()) {
            noteTasks(pools.board().state(share.pool()), share, now);
        }
        return created;
    }

    private static void noteTasks(PoolState pool, TaskBody.Share share, Instant now) {
        if (share.valid() > 0) {
            pool.touch(now);
        }
        if (share.hasGeneralTasks()) {
            pool.addGeneralTasks();
        }
    }

    /** Opens the pools that are not open, if asked to; an entry in the log tells of each that cannot be. */
    private boolean openPools(CreateParameters parameters, TaskBody.Tasks tasks, Instant now, List<LogEntry> log) {
        boolean areOpen = true;
        for (Pool pool : parameters.openPool() ? tasks.pools() : List.<Pool>of()) {
            Optional<ApiError> refusal = pools.work().tryOpen(pool, now);
            if (refusal.isPresent()) {
                log.add(new LogEntry.PoolNotOpened(pool, refusal.get(), "ao_" + chance.uuid()));
                areOpen = false;
            }
        }
        return areOpen;
    }

    private static void writeByIndex(
            JsonGenerator json,
            Map<Integer, CreatedTask> created,
            Map<Integer, Item.Invalid> invalid,
            boolean withErrors)
            throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("items");
        for (Map.Entry<Integer, CreatedTask> task : created.entrySet()) {
            json.writeFieldName(task.getKey().toString());
            json.writeTree(task.getValue().toJson());
        }
        json.writeEndObject();
        if (withErrors) {
            json.writeObjectFieldStart("validation_errors");
            for (Map.Entry<Integer, Item.Invalid> item : invalid.entrySet()) {
                json.writeFieldName(item.getKey().toString());
                json.writeTree(item.getValue().errors());
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }
}
