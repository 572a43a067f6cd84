package io.github.tolokaconnect.simulator.engine;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.Pool;
import io.github.tolokaconnect.simulator.fixture.PoolId;
import io.github.tolokaconnect.simulator.fixture.Wire;
import io.github.tolokaconnect.simulator.reading.Reading;
import io.github.tolokaconnect.simulator.reading.Readings;
import io.github.tolokaconnect.simulator.request.ApiError;
import io.github.tolokaconnect.simulator.request.CreateParameters;
import io.github.tolokaconnect.simulator.request.Item;
import io.github.tolokaconnect.simulator.request.OperationId;
import io.github.tolokaconnect.simulator.request.TaskBody;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Creates the tasks of a request, all of them or the valid ones, and opens their pools. */
final class TaskCreation {
    private final TaskStore store;
    private final Pools pools;
    private final TaskRefusals refusals;
    private final FailedItems failures;
    private final Readings readings;
    private final Chance chance;

    TaskCreation(
            TaskStore store,
            Pools pools,
            TaskRefusals refusals,
            FailedItems failures,
            Readings readings,
            Chance chance) {
        this.store = store;
        this.pools = pools;
        this.refusals = refusals;
        this.failures = failures;
        this.readings = readings;
        this.chance = chance;
    }

    /** Creates them as an operation does: what is wrong goes to its log. */
    Outcome perform(CreateParameters parameters, TaskBody.Tasks tasks, Instant now, OperationId operationId) {
        SiftedItems items = SiftedItems.from(tasks);
        int valid = items.valid().size();
        int invalid = items.invalid().size();
        Map<PoolId, ApiError> refusedPools = refusals.refusedPools(tasks);
        InvalidItems logged = InvalidItems.append(store.bodies(), failures.logged(parameters, tasks, refusedPools));
        if ((invalid > 0 && !parameters.skipInvalidItems()) || !refusedPools.isEmpty()) {
            OperationLog log = new OperationLog(logged, null, List.of(), chance.bits(Long.SIZE));
            return new Outcome(false, details(valid, invalid, 0), log);
        }
        TaskBatch created = store.create(items.valid(), now, operationId);
        noteTasks(tasks, now);
        List<LogEntry> notOpened = openPools(parameters, tasks, now);
        OperationLog log = new OperationLog(logged, created, notOpened, chance.bits(Long.SIZE));
        return new Outcome(
                isSuccess(parameters, valid, invalid, notOpened.isEmpty()), details(valid, invalid, valid), log);
    }

    private boolean isSuccess(CreateParameters parameters, int valid, int invalid, boolean areOpen) {
        if (valid == 0 && invalid > 0 && readings.isOther(Reading.ALL_INVALID)) {
            return false;
        }
        return areOpen || (parameters.skipInvalidItems() && !readings.isOther(Reading.FAILED_OPENING));
    }

    private Outcome.Details details(int valid, int invalid, int created) {
        return readings.isOther(Reading.OPERATION_DETAILS)
                ? new Outcome.ItemCount(valid + invalid)
                : new Outcome.Counters(valid, invalid, created);
    }

    /** Creates nothing and has nothing to say about it, as an operation that breaks down does. */
    static Outcome failed(TaskBody.Tasks tasks) {
        SiftedItems items = SiftedItems.from(tasks);
        return new Outcome(
                false,
                new Outcome.Counters(items.valid().size(), items.invalid().size(), 0),
                null);
    }

    /** Creates them at once: what is wrong is in the answer. */
    Reply answer(CreateParameters parameters, TaskBody.Tasks tasks, Instant now) {
        SiftedItems items = SiftedItems.from(tasks);
        List<CreatedTask> created = store.create(items.valid(), now, null).asCreated();
        noteTasks(tasks, now);
        // A synchronous answer has no place for a pool that could not be opened.
        openPools(parameters, tasks, now);
        return tasks.isArray()
                ? Reply.of(201, json -> writeByIndex(json, items, created, parameters.skipInvalidItems()))
                : Reply.of(201, json -> json.writeTree(created.get(0).toJson(readings, 0)));
    }

    /** Why a synchronous request creates nothing, if so. */
    Optional<ApiError> refusal(CreateParameters parameters, TaskBody.Tasks tasks) {
        Map<Integer, Item.Invalid> invalid = SiftedItems.from(tasks).invalid();
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
        invalid.forEach((index, item) -> {
            if (readings.isOther(Reading.ARRAY_ERRORS)) {
                item.errors()
                        .properties()
                        .forEach(error -> payload.set(index + "." + error.getKey(), error.getValue()));
            } else {
                payload.set(index.toString(), item.errors());
            }
        });
        return Optional.of(ApiError.validation(payload));
    }

    private void noteTasks(TaskBody.Tasks tasks, Instant now) {
        for (TaskBody.Share share : tasks.shares()) {
            PoolState pool = pools.board().state(share.pool());
            if (share.valid() > 0) {
                pool.touch(now);
            }
            if (share.hasGeneralTasks()) {
                pool.addGeneralTasks();
            }
        }
    }

    /** Opens the pools that are not open, if asked to; answers an entry for each that cannot be. */
    private List<LogEntry> openPools(CreateParameters parameters, TaskBody.Tasks tasks, Instant now) {
        List<LogEntry> notOpened = new ArrayList<>();
        for (Pool pool : parameters.openPool() ? tasks.pools() : List.<Pool>of()) {
            pools.work()
                    .tryOpen(pool, now)
                    .ifPresent(
                            refusal -> notOpened.add(new LogEntry.PoolNotOpened(pool, refusal, "ao_" + chance.uuid())));
        }
        return notOpened;
    }

    private void writeByIndex(JsonGenerator json, SiftedItems items, List<CreatedTask> created, boolean withErrors)
            throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("items");
        for (Map.Entry<Integer, Integer> place : items.places().entrySet()) {
            json.writeFieldName(place.getKey().toString());
            json.writeTree(created.get(place.getValue()).toJson(readings, 0));
        }
        json.writeEndObject();
        if (withErrors) {
            json.writeObjectFieldStart("validation_errors");
            for (Map.Entry<Integer, Item.Invalid> item : items.invalid().entrySet()) {
                json.writeFieldName(item.getKey().toString());
                json.writeTree(item.getValue().errors());
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }
}
