package io.github.tolokaconnect.simulator.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.Pool;
import io.github.tolokaconnect.simulator.fixture.Wire;
import io.github.tolokaconnect.simulator.request.ApiError;
import io.github.tolokaconnect.simulator.request.Call;
import io.github.tolokaconnect.simulator.request.CreateParameters;
import io.github.tolokaconnect.simulator.request.TaskBody;
import java.time.Instant;
import java.util.Optional;

/** Answers the calls about tasks. */
final class TaskCalls {
    private final QuotaMeter quotas;
    private final TaskStore store;
    private final Pools pools;
    private final TaskCreation creation;
    private final Operations operations;
    private final Refusals refusals;

    TaskCalls(
            QuotaMeter quotas,
            TaskStore store,
            Pools pools,
            TaskCreation creation,
            Operations operations,
            Refusals refusals) {
        this.quotas = quotas;
        this.store = store;
        this.pools = pools;
        this.creation = creation;
        this.operations = operations;
        this.refusals = refusals;
    }

    Reply read(Call.ReadTask read) {
        return refusals.found(store.task(read.id()), task -> Reply.of(200, task.toJson()));
    }

    Reply list(Call.ListTasks list) {
        return Reply.page(store.select(list.pool(), list.query()), CreatedTask::toJson);
    }

    Reply create(Call.CreateTasks call, Instant now) {
        if (call.operationId() != null && operations.contains(call.operationId())) {
            return refusals.refuse(
                    ApiError.of(409, "OPERATION_ALREADY_EXISTS", "Operation with provided id already exists"));
        }
        if (call.body() instanceof TaskBody.Refused refused) {
            return refusals.refuse(refused.error());
        } else if (call.body() instanceof TaskBody.Tasks tasks) {
            return create(call, tasks, now);
        }
        throw new AssertionError(call.body());
    }

    private Reply create(Call.CreateTasks call, TaskBody.Tasks tasks, Instant now) {
        Optional<ApiError> refusal =
                pools.rules().refusalsOfTasks(tasks).values().stream().findFirst();
        if (refusal.isPresent()) {
            return refusals.refuse(refusal.get());
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
        ObjectNode shown = Wire.JSON
                .createObjectNode()
                .put("open_pool", parameters.openPool())
                .put("allow_defaults", parameters.allowDefaults())
                .put("skip_invalid_items", parameters.skipInvalidItems());
        return Reply.accepted(
                operations.submit(call.operationId(), new Work.CreateTasks(parameters, tasks), shown, now), now);
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
        Optional<QuotaMeter.Interval> exceeded =
                change.overlap() == null ? Optional.empty() : quotas.tryOverlapChange();
        if (exceeded.isPresent()) {
            return refusals.tooManyRequests(exceeded);
        }
        CreatedTask changed = task.with(change.overlap(), change.changes());
        store.replace(changed);
        pools.board().touch(pool, now);
        if (change.openPool()) {
            // The answer is the task: it has no place for a pool that could not be opened.
            pools.work().tryOpen(pool, now);
        }
        return Reply.of(200, changed.toJson());
    }
}
