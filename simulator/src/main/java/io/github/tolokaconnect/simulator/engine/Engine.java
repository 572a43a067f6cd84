package io.github.tolokaconnect.simulator.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.Fixture;
import io.github.tolokaconnect.simulator.fixture.Pool;
import io.github.tolokaconnect.simulator.fixture.PoolDirectory;
import io.github.tolokaconnect.simulator.fixture.PoolId;
import io.github.tolokaconnect.simulator.fixture.PoolStatus;
import io.github.tolokaconnect.simulator.reading.Readings;
import io.github.tolokaconnect.simulator.request.ApiError;
import io.github.tolokaconnect.simulator.request.Call;
import io.github.tolokaconnect.simulator.request.ListQuery;
import io.github.tolokaconnect.simulator.request.OperationId;
import io.github.tolokaconnect.simulator.spill.SpillDirectory;
import io.github.tolokaconnect.simulator.spill.SpillException;
import io.github.tolokaconnect.simulator.workforce.Crowd;
import io.github.tolokaconnect.simulator.workforce.Opinions;
import io.github.tolokaconnect.simulator.workforce.Workforce;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The simulated API as a state machine.
 *
 * <p>Nothing happens between two steps: each step first lets everything happen that has become due by its {@code now}, at the
 * instant at which it was due, and then answers the call. So the same calls at the same instants with the same seed give the
 * same answers, to the byte. Instants that go back count as no time passing. One thread at a time.
 */
public final class Engine implements AutoCloseable {
    private final Fixture fixture;
    private final Readings readings;
    private final Account account;
    private final Agenda agenda = new Agenda();
    private final QuotaMeter quotas;
    private final TaskStore store;
    private final Pools pools;
    private final TaskCreation creation;
    private final Operations operations;
    private final Refusals refusals;
    private final TaskCalls taskCalls;
    private final PoolCalls poolCalls;
    private final OperationCalls operationCalls;
    private final Outbox outbox;
    private final Labor labor;
    private final AssignmentCalls assignmentCalls;
    private final SubscriptionCalls subscriptionCalls;
    private Instant time;
    private long webhookDelivered;
    private long webhookFailed;
    private long requests;

    /**
     * A simulation that begins at {@code start}, with no tasks and no operations, and keeps its tasks in {@code spills}.
     *
     * @throws IllegalArgumentException if people are to work and cannot make up answers for some project
     */
    public Engine(Settings settings, Instant start, SpillDirectory spills) {
        Chance chance = Chance.of(settings.seed());
        this.time = start.truncatedTo(ChronoUnit.MILLIS);
        this.fixture = settings.fixture();
        this.account = new Account(fixture);
        this.readings = settings.readings();
        this.operations = new Operations(settings.operationTime(), chance.split(), agenda, this::perform, readings);
        this.quotas = new QuotaMeter(settings.quotas(), start);
        this.refusals = new Refusals(chance.split(), quotas, readings);
        this.store = new TaskStore(spills, chance.split());
        this.outbox = new Outbox(settings.staffing(), chance.split(), start);
        PoolBoard board = new PoolBoard(fixture, account, this::opened, outbox::closed, time);
        Chance steps = chance.split();
        this.pools = Pools.of(board, settings.poolLimits(), store, operations, agenda, steps, time);
        TaskRefusals taskRefusals = new TaskRefusals(pools.rules(), board, account, readings);
        FailedItems failures = new FailedItems(readings, steps);
        this.creation = new TaskCreation(store, pools, taskRefusals, failures, readings, steps);
        this.labor = new Labor(
                settings.staffing().workforce(),
                labels(settings),
                agenda,
                store,
                board,
                settings.poolLimits(),
                account,
                outbox,
                chance.split());
        this.taskCalls =
                new TaskCalls(quotas, store, pools, taskRefusals, creation, operations, refusals, readings, labor);
        this.assignmentCalls = new AssignmentCalls(store, labor, refusals);
        this.subscriptionCalls = new SubscriptionCalls(outbox, refusals);
        this.poolCalls = new PoolCalls(pools, quotas, operations, refusals);
        this.operationCalls = new OperationCalls(operations, refusals, readings);
    }

    /**
     * Lets happen what is due by {@code now}, and answers {@code call}. When there is no room for its tasks, nothing of a request
     * happens, and what is due waits until there is.
     */
    public Reply step(Call call, Instant now) {
        return step(call, Distortion.NONE, now);
    }

    /** The same, while something goes wrong. */
    public Reply step(Call call, Distortion distortion, Instant now) {
        requests++;
        try {
            advance(now);
            return answer(call, distortion, quotas.tryRequest());
        } catch (SpillException e) {
            return refusals.refuse(ApiError.internal(e.reason()));
        }
    }

    private Reply answer(Call call, Distortion distortion, Optional<QuotaMeter.Exceeded> exceeded) {
        ApiError instead = distortion.instead();
        if (instead != null) {
            return refusals.refuse(instead);
        }
        disturb(distortion.upheaval());
        if (exceeded.isPresent()) {
            return refusals.tooManyRequests(exceeded.get());
        }
        Reply reply = answer(call, distortion);
        labor.wake(time);
        return reply;
    }

    /** Lets the operations end that {@code holder} has kept from it, and those that it would. */
    public void release(String holder, Instant now) {
        advance(now);
        operations.release(holder, time);
    }

    /** The pools that an operation concerns; empty if there is no such operation. */
    public Optional<Set<PoolId>> pools(OperationId operation) {
        return operations.operation(operation).map(Operation::pools);
    }

    /** Says no to something beside the API, which is not a request. */
    public Reply refuse(ApiError error) {
        return refusals.refuse(error);
    }

    /** Lets happen what is due by {@code now}, and hands out what the world outside is to be told next, at most so much. */
    public List<Notice> fetch(int max, Instant now) {
        advance(now);
        List<Notice> notices = outbox.fetch(max);
        labor.wake(time);
        return notices;
    }

    /** Whether a subscription still exists; what it is told after its end, nobody wants to know. */
    public boolean isSubscribed(Subscription subscription) {
        return outbox.has(subscription);
    }

    /** Counts notifications that a receiver took, and attempts that failed. */
    public void countDeliveries(int delivered, int failed) {
        webhookDelivered += delivered;
        webhookFailed += failed;
    }

    /** Lets happen what is due by {@code now}, and shows the answers to the tasks of a pool in the order in which they were given. */
    public List<Answer> answers(PoolId pool, Instant now) {
        advance(now);
        return LongStream.range(0, labor.size(pool))
                .mapToObj(ordinal -> labor.assignment(pool, ordinal).answer())
                .toList();
    }

    /** The pools that there are after the latest step; what the reading of the next request is to go by. */
    public PoolDirectory pools() {
        return pools.board().directory();
    }

    /**
     * Lets happen what is due by {@code now}, and counts; not a request.
     *
     * @throws SpillException if there is no room for what is due
     */
    public Audit audit(Instant now) {
        advance(now);
        return new Audit(
                operations.size(),
                store.size(),
                store.sizes(),
                store.duplicateCount(),
                requests,
                refusals.rejected429(),
                labor.size(),
                webhookDelivered,
                webhookFailed);
    }

    /**
     * Lets happen what is due by {@code now}, and lists the duplicates in the order of their creation; not a request. Each is
     * fetched when it is read, by any thread, before the engine is closed.
     *
     * @throws SpillException if there is no room for what is due
     */
    public List<Duplicate> duplicates(Instant now) {
        advance(now);
        return store.duplicates();
    }

    /** Frees the files that tasks are kept in. */
    @Override
    public void close() {
        store.close();
    }

    /** Lets happen what is due by {@code now}, and shows it; not a request. */
    public Snapshot snapshot(Instant now) {
        Audit audit = audit(now);
        List<ObjectNode> shown = pools.board().all();
        shown.forEach(pool -> pool.put(
                "tasks", audit.tasksByPool().getOrDefault(pool.path("id").asText(), 0L)));
        return new Snapshot(
                time,
                audit,
                shown,
                operations.latest().stream()
                        .map(operation -> operation.toJson(time))
                        .toList());
    }

    /**
     * Lets happen what is due by {@code now}, and lists operations in the order of their submission; not a request.
     */
    public List<SimulatedOperation> operations(Instant now) {
        advance(now);
        return operations.all().stream().map(SimulatedOperation::of).toList();
    }

    /**
     * Lets happen what is due by {@code now}, and lists tasks of a pool in the order of their creation; not a request.
     *
     * @param after the id of the task that the page follows, null for the first page
     * @param limit the most tasks to list
     * @throws IllegalArgumentException if there is no such pool
     */
    public List<SimulatedTask> tasks(PoolId pool, @Nullable String after, int limit, Instant now) {
        advance(now);
        if (pools.board().pool(pool).isEmpty()) {
            throw new IllegalArgumentException("there is no pool " + pool + "; the pools are "
                    + pools.board().pools().stream().map(Pool::id).toList());
        }
        List<ListQuery.Range> following =
                after == null ? List.of() : List.of(new ListQuery.Range("id", ListQuery.Bound.GT, after));
        ListQuery query = new ListQuery(List.of(new ListQuery.Sort("id", false)), following, Map.of(), limit);
        return store.select(pool, query).rows().stream()
                .map(task -> SimulatedTask.of(task, task.toJson(readings, labor.answered(task))))
                .toList();
    }

    private void advance(Instant now) {
        Instant exact = now.truncatedTo(ChronoUnit.MILLIS);
        if (exact.isAfter(time)) {
            time = exact;
        }
        quotas.advance(time);
        agenda.advance(time);
    }

    private static Assignment.Labels labels(Settings settings) {
        Workforce workforce = settings.staffing().workforce();
        Opinions opinions = new Opinions(workforce, settings.seed());
        if (workforce.isWorking()) {
            settings.fixture().projects().forEach(opinions::check);
        }
        return new Assignment.Labels(
                new Crowd(workforce, settings.seed()),
                opinions,
                settings.fixture().requester(),
                settings.readings());
    }

    private Outcome perform(Operation.Submission submission) {
        Outcome outcome = work(submission);
        labor.wake(submission.finishesAt());
        return outcome;
    }

    private Outcome work(Operation.Submission submission) {
        Instant at = submission.finishesAt();
        Work work = submission.work();
        if (work instanceof Work.CreateTasks create) {
            return create.fate().isFailing()
                    ? TaskCreation.failed(create.tasks())
                    : creation.perform(create.parameters(), create.tasks(), at, submission.id());
        } else if (work instanceof Work.ActOnPool act) {
            return pools.work().perform(act.pool(), act.action(), at);
        }
        throw new AssertionError(work);
    }

    private void disturb(Distortion.Upheaval upheaval) {
        quotas.useUp(upheaval.isMinuteUsedUp(), upheaval.isDayUsedUp());
        PoolBoard board = pools.board();
        upheaval.archived()
                .forEach(id -> board.pool(id)
                        .filter(pool -> board.status(pool) != PoolStatus.ARCHIVED)
                        .ifPresent(pool -> board.archive(pool, time)));
        OperationId forgotten = upheaval.forgotten();
        if (forgotten != null) {
            operations.forget(forgotten);
        }
    }

    private Reply answer(Call call, Distortion distortion) {
        if (call instanceof Call.Refused refused) {
            return refusals.refuse(refused.error());
        } else if (call instanceof Call.CreateTasks create) {
            return taskCalls.create(create, distortion.fate(), time);
        } else if (call instanceof Call.ReadOperation read) {
            return operationCalls.read(read, time);
        } else if (call instanceof Call.ReadOperationLog read) {
            return operationCalls.readLog(read, distortion.log(), time);
        } else if (call instanceof Call.ListOperations list) {
            return operationCalls.list(list, time);
        } else if (call instanceof Call.ReadTask read) {
            return taskCalls.read(read);
        } else if (call instanceof Call.ListTasks list) {
            return taskCalls.list(list);
        } else if (call instanceof Call.ChangeTask change) {
            return taskCalls.change(change, time);
        } else if (call instanceof Call.ReadPool read) {
            return poolCalls.read(read);
        } else if (call instanceof Call.ListPools list) {
            return poolCalls.list(list);
        } else if (call instanceof Call.ActOnPool act) {
            return poolCalls.act(act, time);
        } else if (call instanceof Call.ReadProject read) {
            return Reply.of(200, read.project().json());
        } else if (call instanceof Call.ListProjects list) {
            return listProjects(list);
        } else if (call instanceof Call.AssignmentCall about) {
            return assignmentCalls.answer(about);
        } else if (call instanceof Call.SubscriptionCall about) {
            return subscriptionCalls.answer(about, time);
        } else if (call instanceof Call.ReadRequester) {
            return Reply.of(200, account.toJson());
        }
        throw new AssertionError(call);
    }

    private void opened(Instant at) {
        labor.wake(at);
    }

    private Reply listProjects(Call.ListProjects list) {
        return Reply.page(
                list.query()
                        .select(
                                fixture.projects(),
                                (project, field) -> project.json().path(field).textValue()),
                project -> project.json());
    }
}
