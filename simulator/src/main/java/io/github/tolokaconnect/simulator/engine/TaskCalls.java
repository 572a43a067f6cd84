package io.github.tolokaconnect.simulator.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.Fixture;
import io.github.tolokaconnect.simulator.fixture.Pool;
import io.github.tolokaconnect.simulator.fixture.PoolStatus;
import io.github.tolokaconnect.simulator.fixture.Wire;
import io.github.tolokaconnect.simulator.request.ApiError;
import io.github.tolokaconnect.simulator.request.Call;
import io.github.tolokaconnect.simulator.request.CreateParameters;
import io.github.tolokaconnect.simulator.request.TaskBody;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Answers the calls about tasks. */
final class TaskCalls {
    private final Fixture fixture;
    private final QuotaMeter quotas;
    private final TaskStore store;
    private final PoolBoard board;
    private final TaskCreation creation;
    private final Operations operations;
    private final Refusals refusals;
    private final Labor labor;
    /** Shared by the operations that have the same; every operation keeps its parameters. */
    private final Map<CreateParameters, ObjectNode> shownParameters = new HashMap<>();

    TaskCalls(
            Fixture fixture,
            QuotaMeter quotas,
            TaskStore store,
            PoolBoard board,
            TaskCreation creation,
            Operations operations,
            Refusals refusals,
            Labor labor) {
        this.fixture = fixture;
        this.quotas = quotas;
        this.store = store;
        this.board = board;
        this.creation = creation;
        this.operations = operations;
        this.refusals = refusals;
        this.labor = labor;
    }

    Reply read(Call.ReadTask read) {
        return refusals.found(store.task(read.id()), task -> Reply.of(200, toJson(task)));
    }

    Reply list(Call.ListTasks list) {
        return Reply.page(store.select(list.pool(), list.query()), this::toJson);
    }

    Reply create(Call.CreateTasks call, Distortion.Fate fate, Instant now) {
        if (call.operationId() != null && operations.contains(call.operationId())) {
            return refusals.refuse(
                    ApiError.of(409, "OPERATION_ALREADY_EXISTS", "Operation with provided id already exists"));
        }
        if (call.body() instanceof TaskBody.Refused refused) {
            return refusals.refuse(refused.error());
        } else if (call.body() instanceof TaskBody.Tasks tasks) {
            return create(call, tasks, fate, now);
        }
        throw new AssertionError(call.body());
    }

    private Reply create(Call.CreateTasks call, TaskBody.Tasks tasks, Distortion.Fate fate, Instant now) {
        for (Pool pool : tasks.pools()) {
            Optional<ApiError> refusal = board.refusalOfTasks(pool);
            if (refusal.isPresent()) {
                return refusals.refuse(refusal.get());
            }
        }
        Optional<QuotaMeter.Interval> exceeded = quotas.tryTasks(tasks.items().size());
        if (exceeded.isPresent()) {
            return refusals.tooManyRequests(exceeded);
        }
        CreateParameters parameters = call.parameters();
        if (!parameters.isAsync()) {
            return TaskCreation.refusal(parameters, tasks)
                    .map(refusals::refuse)
                    .orElseGet(() -> creation.answer(parameters, tasks, now));
        }
        ObjectNode shown = shownParameters.computeIfAbsent(parameters, TaskCalls::show);
        return Reply.accepted(
                operations.submit(call.operationId(), new Work.CreateTasks(parameters, tasks, fate), shown, now), now);
    }

    private static ObjectNode show(CreateParameters parameters) {
        return Wire.JSON
                .createObjectNode()
                .put("open_pool", parameters.openPool())
                .put("allow_defaults", parameters.allowDefaults())
                .put("skip_invalid_items", parameters.skipInvalidItems());
    }

    Reply change(Call.ChangeTask change, Instant now) {
        return refusals.found(store.task(change.id()), task -> change(change, task, now));
    }

    private Reply change(Call.ChangeTask change, CreatedTask task, Instant now) {
        CreatedTask changed = task.with(change.overlap(), change.changes());
        store.replace(changed);
        labor.changed(changed);
        if (change.openPool()) {
            fixture.pool(task.pool())
                    .filter(pool -> board.status(pool) == PoolStatus.CLOSED)
                    .ifPresent(pool -> board.open(pool, now));
        }
        return Reply.of(200, toJson(changed));
    }

    private ObjectNode toJson(CreatedTask task) {
        return task.toJson(labor.answered(task));
    }
}
