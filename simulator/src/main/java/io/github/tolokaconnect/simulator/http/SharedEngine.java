package io.github.tolokaconnect.simulator.http;

import io.github.tolokaconnect.simulator.engine.Audit;
import io.github.tolokaconnect.simulator.engine.Distortion;
import io.github.tolokaconnect.simulator.engine.Duplicate;
import io.github.tolokaconnect.simulator.engine.Engine;
import io.github.tolokaconnect.simulator.engine.Reply;
import io.github.tolokaconnect.simulator.fault.FaultPlan;
import io.github.tolokaconnect.simulator.fault.RequestFacts;
import io.github.tolokaconnect.simulator.fault.Verdict;
import io.github.tolokaconnect.simulator.request.ApiError;
import io.github.tolokaconnect.simulator.request.ApiRequest;
import io.github.tolokaconnect.simulator.request.Call;
import io.github.tolokaconnect.simulator.request.CallReader;
import java.time.InstantSource;
import java.util.List;

/**
 * One engine for many threads. The worker threads of the HTTP server, and that of an embedding test, take turns with it; what
 * costs time, which is reading a request and writing a reply, they do outside the lock.
 */
public final class SharedEngine {
    private final CallReader reader;
    private final InstantSource clock;
    private final Object turn = new Object();
    private final Engine engine;
    private final FaultPlan plan;
    private final Faults faults;

    /** Shares {@code engine} and {@code plan}, which nobody else may use any more. */
    public SharedEngine(CallReader reader, Engine engine, FaultPlan plan, InstantSource clock) {
        this.reader = reader;
        this.engine = engine;
        this.plan = plan;
        this.clock = clock;
        this.faults = new Faults(engine, plan, clock, turn);
    }

    /**
     * A request that has arrived.
     *
     * @param verdict the faults that it meets
     */
    record Arrival(Call call, Verdict verdict) {}

    /** The faults that there are, to change and to look at. */
    public Faults faults() {
        return faults;
    }

    /** Understands a request, and decides which faults it meets. */
    Arrival arrive(ApiRequest request) {
        Call call = reader.read(request);
        Verdict verdict;
        synchronized (turn) {
            verdict = plan.isEmpty()
                    ? Verdict.NONE
                    : RequestFacts.of(request, call, engine::pools)
                            .map(facts -> plan.meet(facts, clock.instant()))
                            .orElse(Verdict.NONE);
        }
        return new Arrival(verdict.rewritten(call), verdict);
    }

    /** Carries out a request that has arrived, when it lands. */
    Reply land(Arrival arrival) {
        Distortion distortion = arrival.verdict().distortion();
        synchronized (turn) {
            return engine.step(arrival.call(), distortion, clock.instant());
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

    /** Counts what has happened so far. */
    public Audit audit() {
        synchronized (turn) {
            return engine.audit(clock.instant());
        }
    }

    /** Lists the duplicates among the created tasks. */
    public List<Duplicate> duplicates() {
        synchronized (turn) {
            return engine.duplicates(clock.instant());
        }
    }
}
