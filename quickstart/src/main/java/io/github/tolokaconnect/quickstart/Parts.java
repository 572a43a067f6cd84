package io.github.tolokaconnect.quickstart;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Parts that start at the same time, each on a thread of its own, and are closed one after another, the youngest first. */
final class Parts implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

    private static final Duration BETWEEN_TWO_LOOKS = Duration.ofMillis(10);

    private final StopSignal stop;
    private final ExecutorService starters = Executors.newCachedThreadPool();
    private final Deque<Part<?>> parts = new ArrayDeque<>();

    Parts(StopSignal stop) {
        this.stop = stop;
    }

    /** A part that starts or has started. */
    record Part<T extends AutoCloseable>(String name, Future<T> future, StopSignal stop) {

        /** Waits for the part, unless the run has to end before; throws, with the reason, if it did not start. */
        T started() throws StoppedException {
            try {
                while (!future.isDone()) {
                    if (stop.await(BETWEEN_TWO_LOOKS)) {
                        throw new StoppedException();
                    }
                }
                return future.get();
            } catch (ExecutionException e) {
                throw new QuickstartException("The " + name + " did not start: " + Reason.of(e), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new QuickstartException("Interrupted while the " + name + " started", e);
            }
        }
    }

    <T extends AutoCloseable> Part<T> start(String name, Callable<T> start) {
        var part = new Part<>(name, starters.submit(start), stop);
        parts.push(part);
        return part;
    }

    /** Closes every part, also one that is still starting, once it has. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            close(parts.pop());
        }
        starters.shutdown();
    }

    private static void close(Part<?> part) {
        try {
            part.future().get().close();
        } catch (ExecutionException e) {
            LOG.warn("TLK-852 A part did not start and has nothing to close part={}", part.name(), e.getCause());
        } catch (Exception e) {
            // AutoCloseable.close declares Exception; one part's failure must not keep the others open.
            LOG.warn("TLK-852 A part did not close cleanly part={}", part.name(), e);
        }
    }
}
