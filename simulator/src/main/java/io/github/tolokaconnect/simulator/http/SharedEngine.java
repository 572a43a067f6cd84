package io.github.tolokaconnect.simulator.http;

import io.github.tolokaconnect.simulator.engine.Audit;
import io.github.tolokaconnect.simulator.engine.Duplicate;
import io.github.tolokaconnect.simulator.engine.Engine;
import io.github.tolokaconnect.simulator.engine.Reply;
import io.github.tolokaconnect.simulator.fixture.PoolDirectory;
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
    // Written by the thread that has the turn, read by those that read requests.
    private volatile PoolDirectory pools;

    /** Shares {@code engine}, which nobody else may use any more. */
    public SharedEngine(CallReader reader, Engine engine, InstantSource clock) {
        this.reader = reader;
        this.engine = engine;
        this.pools = engine.pools();
        this.clock = clock;
    }

    /** Answers a request. */
    Reply answer(ApiRequest request) {
        return step(reader.read(request, pools));
    }

    /** Answers a request that could not even be received. */
    Reply refuse(ApiError error) {
        return step(new Call.Refused(error));
    }

    private Reply step(Call call) {
        synchronized (turn) {
            Reply reply = engine.step(call, clock.instant());
            pools = engine.pools();
            return reply;
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
