package io.github.tolokaconnect.simulator.http;

import io.undertow.server.HttpServerExchange;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;

/**
 * Gives an exchange up when nothing has moved on its connection from one look to the next.
 *
 * <p>Undertow has options for this, and none that fits: {@code READ_TIMEOUT} also closes a connection whose request was read long
 * ago and whose long answer is still being read, {@code WRITE_TIMEOUT} looks only when something is written, which is what does
 * not happen, and {@code IDLE_TIMEOUT} does nothing at all for HTTP/1.1.
 *
 * <p>Looks on the IO thread; {@link #moved} and {@link #stop} may be called from any other.
 */
final class StallWatch implements Runnable {
    private final HttpServerExchange exchange;
    private final Duration interval;
    private final Runnable giveUp;
    // Set by the thread that moves bytes, read by the IO thread.
    private volatile boolean hasMoved = true;
    private volatile boolean isStopped;
    // So that what the exchange holds is not kept for the rest of an interval.
    private volatile XnioExecutor.@Nullable Key nextLook;

    private StallWatch(HttpServerExchange exchange, Duration interval, Runnable giveUp) {
        this.exchange = exchange;
        this.interval = interval;
        this.giveUp = giveUp;
    }

    /** Begins to watch; {@code giveUp} is to close the connection. */
    static StallWatch start(HttpServerExchange exchange, Duration interval, Runnable giveUp) {
        StallWatch watch = new StallWatch(exchange, interval, giveUp);
        watch.lookLater();
        return watch;
    }

    /** Notes that bytes came or went. */
    void moved() {
        hasMoved = true;
    }

    /** Ends the watch. */
    void stop() {
        isStopped = true;
        XnioExecutor.Key look = nextLook;
        if (look != null) {
            look.remove();
        }
    }

    @Override
    public void run() {
        if (isStopped || !exchange.getConnection().isOpen()) {
            return;
        }
        if (!hasMoved) {
            giveUp.run();
            return;
        }
        hasMoved = false;
        lookLater();
    }

    private void lookLater() {
        try {
            nextLook = exchange.getIoThread().executeAfter(this, interval.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // The server is being closed, and every connection with it.
            isStopped = true;
        }
    }
}
