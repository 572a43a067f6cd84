package io.github.tolokaconnect.simulator.http;

import io.github.tolokaconnect.simulator.engine.Audit;
import io.github.tolokaconnect.simulator.engine.Duplicate;
import io.github.tolokaconnect.simulator.engine.Engine;
import io.github.tolokaconnect.simulator.engine.Reply;
import io.github.tolokaconnect.simulator.engine.SimulatedOperation;
import io.github.tolokaconnect.simulator.engine.SimulatedTask;
import io.github.tolokaconnect.simulator.fixture.PoolId;
import io.github.tolokaconnect.simulator.request.ApiError;
import io.github.tolokaconnect.simulator.request.ApiRequest;
import io.github.tolokaconnect.simulator.request.Call;
import io.github.tolokaconnect.simulator.request.CallReader;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One engine for many threads. The worker threads of the HTTP server, and that of an embedding test, take turns with it; what
 * costs time, which is reading a request and writing a reply, they do outside the lock.
 */
public final class SharedEngine {
    // Short, because the others wait while it is read.
    private static final int PAGE = 300;

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

    /** Lists the duplicates among the created tasks. */
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
}
