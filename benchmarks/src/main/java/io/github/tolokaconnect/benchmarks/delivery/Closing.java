package io.github.tolokaconnect.benchmarks.delivery;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What has to be closed in the end, the youngest first. The thread that opens things adds and closes them; on a signal, a thread of
 * the JVM may be first, and then what is added later is closed at once.
 */
public final class Closing implements AutoCloseable {

    private final Deque<Runnable> closers = new ArrayDeque<>();
    // Set by the thread that closes, read by the one that adds while the other is at it.
    private volatile boolean isClosed;

    /** One that is also closed when the JVM ends. */
    public static Closing onSignal() {
        var closing = new Closing();
        Runtime.getRuntime().addShutdownHook(new Thread(closing::close));
        return closing;
    }

    /** Has {@code closer} run in the end. */
    public synchronized void add(Runnable closer) {
        if (isClosed) {
            closer.run();
        } else {
            closers.push(closer);
        }
    }

    /** Whether closing has begun. */
    public boolean isClosed() {
        return isClosed;
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        while (!closers.isEmpty()) {
            closers.pop().run();
        }
    }
}
