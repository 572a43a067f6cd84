package io.github.tolokaconnect.simulator.engine;

import io.github.tolokaconnect.simulator.fixture.Fixture;
import io.github.tolokaconnect.simulator.request.ApiError;
import io.github.tolokaconnect.simulator.request.Call;
import io.github.tolokaconnect.simulator.spill.SpillDirectory;
import io.github.tolokaconnect.simulator.spill.SpillException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * The simulated API as a state machine.
 *
 * <p>Nothing happens between two steps: each step first lets everything happen that has become due by its {@code now}, at the
 * instant at which it was due, and then answers the call. So the same calls at the same instants with the same seed give the
 * same answers, to the byte. Instants that go back count as no time passing. One thread at a time.
 */
public final class Engine implements AutoCloseable {
    private final Fixture fixture;
    private final Account account;
    private final Agenda agenda = new Agenda();
    private final QuotaMeter quotas;
    private final TaskStore store;
    private final PoolBoard board;
    private final TaskCreation creation;
    private final Operations operations;
    private final Refusals refusals;
    private final TaskCalls taskCalls;
    private final PoolCalls poolCalls;
    private final OperationCalls operationCalls;
    private Instant time;
    private long requests;

    /** A simulation that begins at {@code start}, with no tasks and no operations, and keeps its tasks in {@code spills}. */
    public Engine(Settings settings, Instant start, SpillDirectory spills) {
        Chance chance = Chance.of(settings.seed());
        this.fixture = settings.fixture();
        this.account = new Account(fixture);
        this.operations = new Operations(settings.operationTime(), chance.split(), agenda, this::perform);
        this.refusals = new Refusals(chance.split());
        this.quotas = new QuotaMeter(settings.quotas(), start);
        this.store = new TaskStore(spills, chance.split());
        this.board = new PoolBoard(fixture);
        this.creation = new TaskCreation(store, board, chance.split());
        this.taskCalls = new TaskCalls(fixture, quotas, store, board, creation, operations, refusals);
        this.poolCalls = new PoolCalls(board, store, operations, refusals);
        this.operationCalls = new OperationCalls(operations, refusals);
        this.time = start.truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * Lets happen what is due by {@code now}, and answers {@code call}. When there is no room for its tasks, nothing of a request
     * happens, and what is due waits until there is.
     */
    public Reply step(Call call, Instant now) {
        requests++;
        try {
            advance(now);
            return quotas.tryRequest() ? answer(call) : refusals.tooManyRequests(Optional.empty());
        } catch (SpillException e) {
            return refusals.refuse(ApiError.internal(e.reason()));
        }
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
                refusals.rejected429());
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

    private void advance(Instant now) {
        Instant exact = now.truncatedTo(ChronoUnit.MILLIS);
        if (exact.isAfter(time)) {
            time = exact;
        }
        quotas.advance(time);
        agenda.advance(time);
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
            board.close(close.pool(), at, CloseReason.MANUAL);
            return Outcome.done();
        }
        throw new AssertionError(work);
    }

    private Reply answer(Call call) {
        if (call instanceof Call.Refused refused) {
            return refusals.refuse(refused.error());
        } else if (call instanceof Call.CreateTasks create) {
            return taskCalls.create(create, time);
        } else if (call instanceof Call.ReadOperation read) {
            return operationCalls.read(read, time);
        } else if (call instanceof Call.ReadOperationLog read) {
            return operationCalls.readLog(read);
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
        } else if (call instanceof Call.OpenPool open) {
            return poolCalls.open(open.pool(), time);
        } else if (call instanceof Call.ClosePool close) {
            return poolCalls.close(close.pool(), time);
        } else if (call instanceof Call.ReadProject read) {
            return Reply.of(200, read.project().json());
        } else if (call instanceof Call.ListProjects list) {
            return listProjects(list);
        } else if (call instanceof Call.ReadRequester) {
            return Reply.of(200, account.toJson());
        }
        throw new AssertionError(call);
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
