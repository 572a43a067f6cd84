package io.github.tolokaconnect.simulator.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.Pool;
import io.github.tolokaconnect.simulator.fixture.Wire;
import io.github.tolokaconnect.simulator.reading.Reading;
import io.github.tolokaconnect.simulator.reading.Readings;
import io.github.tolokaconnect.simulator.request.ApiError;
import io.github.tolokaconnect.simulator.request.Call;
import io.github.tolokaconnect.simulator.request.CreateParameters;
import io.github.tolokaconnect.simulator.request.Item;
import io.github.tolokaconnect.simulator.request.TaskBody;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Answers the calls about tasks. */
final class TaskCalls {
    private final QuotaMeter quotas;
    private final TaskStore store;
    private final Pools pools;
    private final TaskRefusals taskRefusals;
    private final TaskCreation creation;
    private final Operations operations;
    private final OperationIds operationIds;
    private final Refusals refusals;
    private final Readings readings;
    private final Labor labor;
    /** Shared by the operations that have the same; every operation keeps its parameters. */
    private final Map<CreateParameters, ObjectNode> shownParameters = new HashMap<>();

    TaskCalls(
            QuotaMeter quotas,
            TaskStore store,
            Pools pools,
            TaskRefusals taskRefusals,
            TaskCreation creation,
            Operations operations,
            Refusals refusals,
            Readings readings,
            Labor labor) {
        this.quotas = quotas;
        this.store = store;
        this.pools = pools;
        this.taskRefusals = taskRefusals;
        this.creation = creation;
        this.operations = operations;
        this.operationIds = new OperationIds(operations);
        this.refusals = refusals;
        this.readings = readings;
        this.labor = labor;
    }

    Reply read(Call.ReadTask read) {
        return refusals.found(store.task(read.id()), task -> Reply.of(200, toJson(task)));
    }

    Reply list(Call.ListTasks list) {
        if (readings.isOther(Reading.TASKS_OF_UNKNOWN_POOL)
                && pools.board().pool(list.pool()).isEmpty()) {
            return refusals.refuse(ApiError.doesNotExist());
        }
        return Reply.page(store.select(list.pool(), list.query()), this::toJson);
    }

    Reply create(Call.CreateTasks call, Distortion.Fate fate, Instant now) {
        Optional<ApiError> replay = operationIds.refusal(call);
        if (replay.isPresent()) {
            return refusals.refuse(replay.get());
        }
        if (call.body() instanceof TaskBody.Refused refused) {
            return refusals.refuse(refused.error());
        } else if (call.body() instanceof TaskBody.Tasks tasks) {
            return create(call, tasks, fate, now);
        }
        throw new AssertionError(call.body());
    }

    private Reply create(Call.CreateTasks call, TaskBody.Tasks tasks, Distortion.Fate fate, Instant now) {
        CreateParameters parameters = call.parameters();
        Optional<ApiError> refusal = taskRefusals.refusal(parameters, tasks);
        if (refusal.isPresent()) {
            return refusals.refuse(refusal.get());
        }
        Optional<QuotaMeter.Exceeded> exceeded = quotas.tryTasks(charge(tasks));
        if (exceeded.isPresent()) {
            return refusals.tooManyRequests(exceeded.get());
        }
        if (!parameters.isAsync()) {
            return createAtOnce(call, tasks, now);
        }
        operationIds.use(call);
        ObjectNode shown = shownParameters.computeIfAbsent(parameters, TaskCalls::show);
        Operation operation =
                operations.submit(call.operationId(), new Work.CreateTasks(parameters, tasks, fate), shown, now);
        return readings.isOther(Reading.ASYNC_STATUS)
                ? Reply.of(201, operation.toJson(now))
                : Reply.accepted(operation, now);
    }

    private static ObjectNode show(CreateParameters parameters) {
        return Wire.JSON
                .createObjectNode()
                .put("open_pool", parameters.openPool())
                .put("allow_defaults", parameters.allowDefaults())
                .put("skip_invalid_items", parameters.skipInvalidItems());
    }

    private Reply createAtOnce(Call.CreateTasks call, TaskBody.Tasks tasks, Instant now) {
        Optional<ApiError> refusal = creation.refusal(call.parameters(), tasks);
        if (refusal.isPresent()) {
            return refusals.refuse(refusal.get());
        }
        operationIds.use(call);
        return creation.answer(call.parameters(), tasks, now);
    }

    /** How much of the task quotas the request uses. */
    private int charge(TaskBody.Tasks tasks) {
        if (readings.isOther(Reading.TASK_QUOTA)) {
            return 1;
        }
        return readings.isOther(Reading.INVALID_TASKS)
                ? (int) tasks.items().stream()
                        .filter(Item.Valid.class::isInstance)
                        .count()
                : tasks.items().size();
    }

    Reply change(Call.ChangeTask change, Instant now) {
        return refusals.found(store.task(change.id()), task -> change(change, task, now));
    }

    private Reply change(Call.ChangeTask change, CreatedTask task, Instant now) {
        Pool pool = pools.board().pool(task.pool()).orElseThrow();
        Optional<ApiError> refusal = pools.rules().refusalOfChange(pool);
        if (refusal.isPresent()) {
            return refusals.refuse(refusal.get());
        }
        Optional<QuotaMeter.Exceeded> exceeded =
                change.overlap() == null ? Optional.empty() : quotas.tryOverlapChange();
        if (exceeded.isPresent()) {
            return refusals.tooManyRequests(exceeded.get());
        }
        CreatedTask changed = task.with(change.overlap(), change.changes());
        store.replace(changed);
        labor.changed(changed);
        pools.board().touch(pool, now);
        if (change.openPool()) {
            // The answer is the task: it has no place for a pool that could not be opened.
            pools.work().tryOpen(pool, now);
        }
        return Reply.of(200, toJson(changed));
    }

    private ObjectNode toJson(CreatedTask task) {
        return task.toJson(readings, labor.answered(task));
    }
}
