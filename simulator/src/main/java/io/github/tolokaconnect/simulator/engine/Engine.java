package io.github.tolokaconnect.simulator.engine;

import io.github.tolokaconnect.simulator.fixture.Fixture;
import io.github.tolokaconnect.simulator.fixture.PoolDirectory;
import io.github.tolokaconnect.simulator.request.Call;
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
public final class Engine {
    private final Fixture fixture;
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
    private Instant time;
    private long requests;

    /** A simulation that begins at {@code start}, with no tasks and no operations. */
    public Engine(Settings settings, Instant start) {
        Chance chance = Chance.of(settings.seed());
        this.fixture = settings.fixture();
        this.account = new Account(fixture);
        this.operations = new Operations(settings.operationTime(), chance.split(), agenda, this::perform);
        this.refusals = new Refusals(chance.split());
        this.quotas = new QuotaMeter(settings.quotas(), start);
        this.store = new TaskStore(chance.split());
        this.time = start.truncatedTo(ChronoUnit.MILLIS);
        PoolBoard board = new PoolBoard(fixture, account, time);
        Chance steps = chance.split();
        this.pools = Pools.of(board, settings.poolLimits(), store, operations, agenda, steps, time);
        this.creation = new TaskCreation(store, pools, steps);
        this.taskCalls = new TaskCalls(quotas, store, pools, creation, operations, refusals);
        this.poolCalls = new PoolCalls(pools, quotas, operations, refusals);
        this.operationCalls = new OperationCalls(operations, refusals);
    }

    /** Lets happen what is due by {@code now}, and answers {@code call}. */
    public Reply step(Call call, Instant now) {
        advance(now);
        requests++;
        if (!quotas.tryRequest()) {
            return refusals.tooManyRequests(Optional.empty());
        }
        return answer(call);
    }

    /** The pools that there are after the latest step; what the reading of the next request is to go by. */
    public PoolDirectory pools() {
        return pools.board().directory();
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
                refusals.rejected429());
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
        agenda.advance(time);
    }

    private Outcome perform(Operation.Submission submission) {
        Instant at = submission.finishesAt();
        Work work = submission.work();
        if (work instanceof Work.CreateTasks create) {
            return creation.perform(create.parameters(), create.tasks(), at, submission.id());
        } else if (work instanceof Work.ActOnPool act) {
            return pools.work().perform(act.pool(), act.action(), at);
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
        } else if (call instanceof Call.ActOnPool act) {
            return poolCalls.act(act, time);
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
