package io.github.tolokaconnect.simulator.engine;

import io.github.tolokaconnect.simulator.fixture.Fixture;
import io.github.tolokaconnect.simulator.fixture.PoolId;
import io.github.tolokaconnect.simulator.request.Call;
import io.github.tolokaconnect.simulator.workforce.Crowd;
import io.github.tolokaconnect.simulator.workforce.Opinions;
import io.github.tolokaconnect.simulator.workforce.Workforce;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

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
    private final PoolBoard board;
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
     * A simulation that begins at {@code start}, with no tasks and no operations.
     *
     * @throws IllegalArgumentException if people are to work and cannot make up answers for some project
     */
    public Engine(Settings settings, Instant start) {
        Chance chance = Chance.of(settings.seed());
        this.fixture = settings.fixture();
        this.account = new Account(fixture);
        this.operations = new Operations(settings.operationTime(), chance.split(), agenda, this::perform);
        this.refusals = new Refusals(chance.split());
        this.quotas = new QuotaMeter(settings.quotas(), start);
        this.store = new TaskStore(fixture, chance.split());
        Chance creationChance = chance.split();
        this.outbox = new Outbox(settings.staffing(), chance.split(), start);
        this.board = new PoolBoard(fixture, outbox::closed);
        this.creation = new TaskCreation(store, board, creationChance);
        this.labor = new Labor(
                settings.staffing().workforce(),
                labels(settings),
                agenda,
                store,
                board,
                account,
                outbox,
                chance.split());
        this.taskCalls = new TaskCalls(fixture, quotas, store, board, creation, operations, refusals, labor);
        this.assignmentCalls = new AssignmentCalls(store, labor, refusals);
        this.subscriptionCalls = new SubscriptionCalls(outbox, refusals);
        this.poolCalls = new PoolCalls(board, store, operations, refusals);
        this.operationCalls = new OperationCalls(operations, refusals);
        this.time = start.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Lets happen what is due by {@code now}, and answers {@code call}. */
    public Reply step(Call call, Instant now) {
        advance(now);
        requests++;
        if (!quotas.tryRequest()) {
            return refusals.tooManyRequests(Optional.empty());
        }
        Reply reply = answer(call);
        labor.wake(time);
        return reply;
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

    /** Lets happen what is due by {@code now}, and counts; not a request. */
    public Audit audit(Instant now) {
        advance(now);
        return new Audit(
                operations.size(),
                store.size(),
                store.sizes(),
                store.duplicates().size(),
                requests,
                refusals.rejected429(),
                labor.size(),
                webhookDelivered,
                webhookFailed);
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

    private static Assignment.Labels labels(Settings settings) {
        Workforce workforce = settings.staffing().workforce();
        Opinions opinions = new Opinions(workforce, settings.seed());
        if (workforce.isWorking()) {
            settings.fixture().projects().forEach(opinions::check);
        }
        return new Assignment.Labels(
                new Crowd(workforce, settings.seed()),
                opinions,
                settings.fixture().requester());
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
        } else if (call instanceof Call.AssignmentCall about) {
            return assignmentCalls.answer(about);
        } else if (call instanceof Call.SubscriptionCall about) {
            return subscriptionCalls.answer(about, time);
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
