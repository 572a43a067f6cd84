package io.github.tolokaconnect.simulator.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.Fixture;
import io.github.tolokaconnect.simulator.fixture.Pool;
import io.github.tolokaconnect.simulator.fixture.PoolStatus;
import io.github.tolokaconnect.simulator.fixture.Wire;
import io.github.tolokaconnect.simulator.request.ApiError;
import io.github.tolokaconnect.simulator.request.Call;
import io.github.tolokaconnect.simulator.request.CreateParameters;
import io.github.tolokaconnect.simulator.request.OperationId;
import io.github.tolokaconnect.simulator.request.TaskBody;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The simulated API as a state machine.
 *
 * <p>Nothing happens between two steps: each step first lets everything happen that has become due by its {@code now}, at the
 * instant at which it was due, and then answers the call. So the same calls at the same instants with the same seed give the
 * same answers, to the byte. Instants that go back count as no time passing. One thread at a time.
 */
public final class Engine {
    private final Fixture fixture;
    private final OperationTime operationTime;
    private final Chance operationChance;
    private final Chance requestIds;
    private final QuotaMeter quotas;
    private final TaskStore store;
    private final PoolBoard board;
    private final TaskCreation creation;
    private final Operations operations = new Operations();
    private Instant time;
    private long requests;
    private long rejected429;

    /** A simulation that begins at {@code start}, with no tasks and no operations. */
    public Engine(Fixture fixture, OperationTime operationTime, Quotas quotas, long seed, Instant start) {
        Chance chance = Chance.of(seed);
        this.fixture = fixture;
        this.operationTime = operationTime;
        this.operationChance = chance.split();
        this.requestIds = chance.split();
        this.quotas = new QuotaMeter(quotas, start);
        this.store = new TaskStore(fixture, chance.split());
        this.board = new PoolBoard(fixture);
        this.creation = new TaskCreation(store, board, chance.split());
        this.time = start.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Lets happen what is due by {@code now}, and answers {@code call}. */
    public Reply step(Call call, Instant now) {
        advance(now);
        requests++;
        if (!quotas.tryRequest()) {
            return tooManyRequests(Optional.empty());
        }
        return answer(call);
    }

    /** Lets happen what is due by {@code now}, and counts; not a request. */
    public Audit audit(Instant now) {
        advance(now);
        return new Audit(
                operations.size(),
                store.size(),
                store.sizes(),
                store.duplicates().size(),
                requests,
                rejected429);
    }

    /** Lets happen what is due by {@code now}, and lists the duplicates in the order of their creation; not a request. */
    public List<Duplicate> duplicates(Instant now) {
        advance(now);
        return List.copyOf(store.duplicates());
    }

    private void advance(Instant now) {
        Instant exact = now.truncatedTo(ChronoUnit.MILLIS);
        if (exact.isAfter(time)) {
            time = exact;
        }
        quotas.advance(time);
        operations.advance(time, this::perform);
    }

    private Outcome perform(Operation.Submission submission) {
        Instant at = submission.finishesAt();
        Work work = submission.work();
        if (work instanceof Work.CreateTasks create) {
            return creation.perform(create.parameters(), create.tasks(), at, submission.id());
        } else if (work instanceof Work.OpenPool open) {
            board.open(open.pool(), at);
            return Outcome.done();
        } else if (work instanceof Work.ClosePool close) {
            board.close(close.pool(), at);
            return Outcome.done();
        }
        throw new AssertionError(work);
    }

    private Reply answer(Call call) {
        if (call instanceof Call.Refused refused) {
            return refuse(refused.error());
        } else if (call instanceof Call.CreateTasks create) {
            return createTasks(create);
        } else if (call instanceof Call.ReadOperation read) {
            return found(operations.operation(read.id()), operation -> Reply.of(200, operation.toJson(time)));
        } else if (call instanceof Call.ReadOperationLog read) {
            return found(operations.operation(read.id()), this::log);
        } else if (call instanceof Call.ListOperations list) {
            return Reply.page(operations.select(list.query()), operation -> operation.toJson(time));
        } else if (call instanceof Call.ReadTask read) {
            return found(store.task(read.id()), task -> Reply.of(200, task.toJson()));
        } else if (call instanceof Call.ListTasks list) {
            return Reply.page(store.select(list.pool(), list.query()), CreatedTask::toJson);
        } else if (call instanceof Call.ChangeTask change) {
            return found(store.task(change.id()), task -> changeTask(change, task));
        } else if (call instanceof Call.ReadPool read) {
            return Reply.of(200, board.toJson(read.pool()));
        } else if (call instanceof Call.ListPools list) {
            return Reply.page(board.select(list.query()), Function.identity());
        } else if (call instanceof Call.OpenPool open) {
            return openPool(open.pool());
        } else if (call instanceof Call.ClosePool close) {
            return closePool(close.pool());
        } else if (call instanceof Call.ReadProject read) {
            return Reply.of(200, read.project().json());
        } else if (call instanceof Call.ListProjects list) {
            return Reply.page(
                    list.query()
                            .select(
                                    fixture.projects(),
                                    (project, field) ->
                                            project.json().path(field).textValue()),
                    project -> project.json());
        } else if (call instanceof Call.ReadRequester) {
            return Reply.of(200, fixture.requester());
        }
        throw new AssertionError(call);
    }

    private Reply createTasks(Call.CreateTasks call) {
        OperationId id = call.operationId();
        if (id != null && operations.contains(id)) {
            return refuse(ApiError.of(409, "OPERATION_ALREADY_EXISTS", "Operation with provided id already exists"));
        }
        if (call.body() instanceof TaskBody.Refused refused) {
            return refuse(refused.error());
        } else if (call.body() instanceof TaskBody.Tasks tasks) {
            return createTasks(call.parameters(), id, tasks);
        }
        throw new AssertionError(call.body());
    }

    private Reply createTasks(CreateParameters parameters, @Nullable OperationId id, TaskBody.Tasks tasks) {
        for (Pool pool : tasks.pools()) {
            Optional<ApiError> refusal = board.refusalOfTasks(pool);
            if (refusal.isPresent()) {
                return refuse(refusal.get());
            }
        }
        Optional<QuotaMeter.Interval> exceeded = quotas.tryTasks(tasks.items().size());
        if (exceeded.isPresent()) {
            return tooManyRequests(exceeded);
        }
        if (!parameters.isAsync()) {
            return TaskCreation.refusal(parameters, tasks)
                    .map(this::refuse)
                    .orElseGet(() -> creation.answer(parameters, tasks, time));
        }
        ObjectNode shown = Wire.JSON
                .createObjectNode()
                .put("open_pool", parameters.openPool())
                .put("allow_defaults", parameters.allowDefaults())
                .put("skip_invalid_items", parameters.skipInvalidItems());
        return submit(id, new Work.CreateTasks(parameters, tasks), shown);
    }

    private Reply openPool(Pool pool) {
        if (board.status(pool) == PoolStatus.OPEN) {
            return Reply.noContent();
        }
        Optional<ApiError> refusal = board.refusalOfSwitch(pool);
        if (refusal.isPresent()) {
            return refuse(refusal.get());
        }
        return store.isEmpty(pool.id())
                ? refuse(PoolBoard.emptyPool())
                : submit(null, new Work.OpenPool(pool), poolParameters(pool));
    }

    private Reply closePool(Pool pool) {
        if (board.status(pool) == PoolStatus.CLOSED) {
            return Reply.noContent();
        }
        return board.refusalOfSwitch(pool)
                .map(this::refuse)
                .orElseGet(() -> submit(null, new Work.ClosePool(pool), poolParameters(pool)));
    }

    private static ObjectNode poolParameters(Pool pool) {
        return Wire.JSON.createObjectNode().put("pool_id", pool.id().value());
    }

    private Reply submit(@Nullable OperationId chosen, Work work, ObjectNode parameters) {
        OperationId id = chosen == null ? new OperationId(operationChance.uuid().toString()) : chosen;
        long millis = operationChance.between(
                operationTime.min().toMillis(), operationTime.max().toMillis());
        // An operation waits for up to a third of its time before it begins.
        long pending = operationChance.between(0, millis / 3);
        operations.submit(new Operation.Submission(
                id, work, parameters, time, time.plusMillis(pending), time.plusMillis(millis)));
        operations.advance(time, this::perform);
        return found(operations.operation(id), operation -> Reply.of(202, operation.toJson(time)));
    }

    private Reply log(Operation operation) {
        if (!(operation.submission().work() instanceof Work.CreateTasks)) {
            return refuse(ApiError.of(
                    409, "INVALID_OPERATION_TYPE", "Only operations that create tasks have an operation log"));
        }
        List<LogEntry> entries = operation instanceof Operation.Finished finished
                ? finished.outcome().log()
                : List.of();
        return new Reply(200, new OperationLog(entries));
    }

    private Reply changeTask(Call.ChangeTask change, CreatedTask task) {
        CreatedTask changed = task.with(change.overlap(), change.changes());
        store.replace(changed);
        if (change.openPool()) {
            fixture.pool(task.pool())
                    .filter(pool -> board.status(pool) == PoolStatus.CLOSED)
                    .ifPresent(pool -> board.open(pool, time));
        }
        return Reply.of(200, changed.toJson());
    }

    private <T> Reply found(Optional<T> value, Function<T, Reply> reply) {
        return value.map(reply).orElseGet(() -> refuse(ApiError.doesNotExist()));
    }

    private Reply tooManyRequests(Optional<QuotaMeter.Interval> interval) {
        rejected429++;
        ObjectNode payload = interval.map(
                        exceeded -> Wire.JSON.createObjectNode().put("interval", exceeded.name()))
                .orElse(null);
        return refuse(new ApiError(429, "TOO_MANY_REQUESTS", "Too many requests", payload));
    }

    private Reply refuse(ApiError error) {
        return Reply.of(error.status(), error.toJson(requestIds.uuid().toString()));
    }
}
