package io.github.tolokaconnect.simulator.http;

import io.github.tolokaconnect.simulator.engine.Audit;
import io.github.tolokaconnect.simulator.engine.Duplicate;
import io.github.tolokaconnect.simulator.engine.Engine;
import io.github.tolokaconnect.simulator.engine.Reply;
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
public final class SharedEngine implements AutoCloseable {
    private final CallReader reader;
    private final InstantSource clock;
    private final Object turn = new Object();
    private final Engine engine;

    /** Shares {@code engine}, which nobody else may use any more. */
    public SharedEngine(CallReader reader, Engine engine, InstantSource clock) {
        this.reader = reader;
        this.engine = engine;
        this.clock = clock;
    }

    /** Answers a request. */
    Reply answer(ApiRequest request) {
        return step(reader.read(request));
    }

    /** Answers a request that could not even be received. */
    Reply refuse(ApiError error) {
        return step(new Call.Refused(error));
    }

    private Reply step(Call call) {
        synchronized (turn) {
            return engine.step(call, clock.instant());
        }
    }

    /** Counts what has happened so far. */
    public Audit audit() {
        synchronized (turn) {
            return engine.audit(clock.instant());
        }
    }

    /** Lists the duplicates among the created tasks; each is fetched when it is read, before this is closed. */
    public List<Duplicate> duplicates() {
        synchronized (turn) {
            return engine.duplicates(clock.instant());
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
