package io.github.tolokaconnect.simulator.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.engine.Answer;
import io.github.tolokaconnect.simulator.engine.Audit;
import io.github.tolokaconnect.simulator.engine.Distortion;
import io.github.tolokaconnect.simulator.engine.Duplicate;
import io.github.tolokaconnect.simulator.engine.Engine;
import io.github.tolokaconnect.simulator.engine.Notice;
import io.github.tolokaconnect.simulator.engine.Reply;
import io.github.tolokaconnect.simulator.engine.SimulatedOperation;
import io.github.tolokaconnect.simulator.engine.SimulatedTask;
import io.github.tolokaconnect.simulator.engine.Snapshot;
import io.github.tolokaconnect.simulator.engine.Subscription;
import io.github.tolokaconnect.simulator.fault.FaultPlan;
import io.github.tolokaconnect.simulator.fault.FaultReport;
import io.github.tolokaconnect.simulator.fault.RequestFacts;
import io.github.tolokaconnect.simulator.fault.Verdict;
import io.github.tolokaconnect.simulator.fixture.PoolDirectory;
import io.github.tolokaconnect.simulator.fixture.PoolId;
import io.github.tolokaconnect.simulator.fixture.Wire;
import io.github.tolokaconnect.simulator.request.ApiError;
import io.github.tolokaconnect.simulator.request.ApiRequest;
import io.github.tolokaconnect.simulator.request.Call;
import io.github.tolokaconnect.simulator.request.CallReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One engine for many threads. The worker threads of the HTTP server, and that of an embedding test, take turns with it; what
 * costs time, which is reading a request and writing a reply, they do outside the lock.
 */
public final class SharedEngine implements AutoCloseable {
    // Short, because the others wait while it is read.
    private static final int PAGE = 300;

    private final CallReader reader;
    private final SimulationClock clock;
    private final Object turn = new Object();
    private final Engine engine;
    private final FaultPlan plan;
    private final Faults faults;
    private final RecentRequests recent = new RecentRequests();
    // Written by the thread that has the turn, read by those that read requests.
    private volatile PoolDirectory pools;

    /** Shares {@code engine} and {@code plan}, which nobody else may use any more. */
    public SharedEngine(CallReader reader, Engine engine, FaultPlan plan, SimulationClock clock) {
        this.reader = reader;
        this.engine = engine;
        this.plan = plan;
        this.pools = engine.pools();
        this.clock = clock;
        this.faults = new Faults(engine, plan, clock, turn);
    }

    /** The faults that there are, to change and to look at. */
    public Faults faults() {
        return faults;
    }

    /**
     * A request that has arrived.
     *
     * @param verdict the faults that it meets
     */
    record Arrival(ApiRequest request, Call call, Verdict verdict) {}

    /** Understands a request, and decides which faults it meets. */
    Arrival arrive(ApiRequest request) {
        Call call = reader.read(request, pools);
        Verdict verdict;
        synchronized (turn) {
            verdict = plan.isEmpty()
                    ? Verdict.NONE
                    : RequestFacts.of(request, call, engine::pools)
                            .map(facts -> plan.meet(facts, clock.instant()))
                            .orElse(Verdict.NONE);
        }
        return new Arrival(request, verdict.rewritten(call), verdict);
    }

    /** Carries out a request that has arrived, when it lands. */
    Reply land(Arrival arrival) {
        Distortion distortion = arrival.verdict().distortion();
        synchronized (turn) {
            Instant now = clock.instant();
            Reply reply = engine.step(arrival.call(), distortion, now);
            pools = engine.pools();
            recent.add(arrival, reply, now);
            return reply;
        }
    }

    /** Says no to something beside the API. */
    Reply decline(ApiError error) {
        synchronized (turn) {
            return engine.refuse(error);
        }
    }

    /** Answers a request that could not even be received. */
    Reply refuse(ApiError error) {
        synchronized (turn) {
            return engine.step(new Call.Refused(error), clock.instant());
        }
    }

    SimulationClock clock() {
        return clock;
    }

    /**
     * Moves the time of the simulation forward; what is due by then has happened when this returns.
     *
     * @throws java.time.DateTimeException if {@code step} is negative, or leads past the year 2099
     */
    public void advance(Duration step) {
        synchronized (turn) {
            clock.advance(step);
            engine.audit(clock.instant());
            pools = engine.pools();
        }
    }

    /** Everything that the page shows. */
    ObjectNode state() {
        Snapshot snapshot;
        ArrayNode requests;
        synchronized (turn) {
            snapshot = engine.snapshot(clock.instant());
            requests = recent.toJson();
        }
        ObjectNode state = Wire.JSON
                .createObjectNode()
                .put("now", Wire.date(snapshot.now()))
                .put("clock", clock.isDriven() ? "driven" : "real");
        state.set("audit", snapshot.audit().toJson().put("faults_fired", faults.fired()));
        state.putArray("pools").addAll(snapshot.pools());
        state.putArray("operations").addAll(snapshot.operations());
        state.putArray("faults")
                .addAll(faults.list().stream().map(FaultReport::toJson).toList());
        state.set("requests", requests);
        return state;
    }

    /** Counts what has happened so far. */
    public Audit audit() {
        synchronized (turn) {
            return engine.audit(clock.instant());
        }
    }

    /** Hands out what the world outside is to be told next, at most so much. */
    public List<Notice> fetch(int max) {
        synchronized (turn) {
            return engine.fetch(max, clock.instant());
        }
    }

    /** Whether a subscription still exists. */
    public boolean isSubscribed(Subscription subscription) {
        synchronized (turn) {
            return engine.isSubscribed(subscription);
        }
    }

    /** Counts notifications that a receiver took, and attempts that failed. */
    public void countDeliveries(int delivered, int failed) {
        synchronized (turn) {
            engine.countDeliveries(delivered, failed);
        }
    }

    /** Shows the answers to the tasks of a pool in the order in which they were given. */
    public List<Answer> answers(PoolId pool) {
        synchronized (turn) {
            return engine.answers(pool, clock.instant());
        }
    }

    /** Lists the duplicates among the created tasks; each is fetched when it is read, before this is closed. */
    public List<Duplicate> duplicates() {
        synchronized (turn) {
            return engine.duplicates(clock.instant());
        }
    }

    /** Lists the operations, in the order of their submission. */
    public List<SimulatedOperation> operations() {
        synchronized (turn) {
            return engine.operations(clock.instant());
        }
    }

    /**
     * The tasks of a pool, in the order of their creation, read page by page as the stream is: those are among them that are
     * created before it gets to its end.
     *
     * @throws IllegalArgumentException if there is no such pool
     */
    public Stream<SimulatedTask> tasks(PoolId pool) {
        return Stream.iterate(page(pool, null), page -> !page.isEmpty(), page -> next(pool, page))
                .flatMap(List::stream);
    }

    private List<SimulatedTask> next(PoolId pool, List<SimulatedTask> page) {
        return page.size() < PAGE
                ? List.of()
                : page(pool, page.get(page.size() - 1).id());
    }

    private List<SimulatedTask> page(PoolId pool, @Nullable String after) {
        synchronized (turn) {
            return engine.tasks(pool, after, PAGE, clock.instant());
        }
    }

    /** Frees what the engine holds; nobody may ask it anything about tasks any more. */
    @Override
    public void close() {
        synchronized (turn) {
            engine.close();
        }
    }
}
