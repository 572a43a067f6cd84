package io.github.tolokaconnect.simulator.http;

import io.undertow.UndertowOptions;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.handlers.HttpContinueReadHandler;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;

/**
 * The HTTP server of a simulation: listening from its creation until it is closed.
 *
 * <p>It puts Undertow's parts together itself, because {@code Undertow.builder()} lets nobody stand between the socket and the
 * parser, where {@link MalformedRequests} must stand.
 */
public final class ApiServer implements AutoCloseable {
    private static final int BUFFER_BYTES = 16 << 10;
    private static final int WORKERS_PER_IO_THREAD = 8;
    /** How long exchanges under way are waited for when the server is closed. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final XnioWorker worker;
    private final AcceptingChannel<StreamConnection> listener;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    private ApiServer(XnioWorker worker, AcceptingChannel<StreamConnection> listener) {
        this.worker = worker;
        this.listener = listener;
    }

    /**
     * Starts to listen.
     *
     * @param port 0 for one that is free
     * @throws UncheckedIOException if that address cannot be listened on, because the port is taken, for instance
     */
    public static ApiServer start(SharedEngine engine, String host, int port) {
        return start(
                engine, host, port, ServerLimits.ofMemory(Runtime.getRuntime().maxMemory()));
    }

    static ApiServer start(SharedEngine engine, String host, int port, ServerLimits limits) {
        HttpOpenListener http =
                new HttpOpenListener(new DefaultByteBufferPool(true, BUFFER_BYTES, -1, 4), serverOptions(limits));
        http.setRootHandler(Page.before(new HttpContinueReadHandler(new Exchanges(engine, limits))));
        XnioWorker worker = null;
        try {
            worker = Xnio.getInstance(ApiServer.class.getClassLoader()).createWorker(workerOptions());
            AcceptingChannel<StreamConnection> listener = worker.createStreamConnectionServer(
                    new InetSocketAddress(InetAddress.getByName(host), port),
                    accepting(new MalformedRequests(engine, http)),
                    OptionMap.builder()
                            .set(Options.TCP_NODELAY, true)
                            .set(Options.REUSE_ADDRESSES, true)
                            .set(Options.BACKLOG, 1_000)
                            .getMap());
            listener.resumeAccepts();
            return new ApiServer(worker, listener);
        } catch (IOException e) {
            if (worker != null) {
                worker.shutdownNow();
            }
            throw new UncheckedIOException("cannot listen on " + host + ":" + port + " (" + e.getMessage() + ")", e);
        }
    }

    private static ChannelListener<AcceptingChannel<StreamConnection>> accepting(
            ChannelListener<StreamConnection> next) {
        return listener -> {
            try {
                // All that wait, not one: a server that is being closed has no later turn for the rest.
                for (StreamConnection connection = listener.accept();
                        connection != null;
                        connection = listener.accept()) {
                    next.handleEvent(connection);
                }
            } catch (ClosedChannelException e) {
                // The server was closed while somebody connected.
            } catch (IOException e) {
                throw new UncheckedIOException("cannot accept a connection", e);
            }
        };
    }

    private static OptionMap workerOptions() {
        int ioThreads = Math.max(Runtime.getRuntime().availableProcessors(), 2);
        return OptionMap.builder()
                .set(Options.WORKER_IO_THREADS, ioThreads)
                .set(Options.WORKER_TASK_CORE_THREADS, ioThreads * WORKERS_PER_IO_THREAD)
                .set(Options.WORKER_TASK_MAX_THREADS, ioThreads * WORKERS_PER_IO_THREAD)
                .set(Options.TCP_NODELAY, true)
                .getMap();
    }

    private static OptionMap serverOptions(ServerLimits limits) {
        int head = (int) limits.head().toMillis();
        return OptionMap.builder()
                .set(UndertowOptions.MAX_HEADER_SIZE, ServerLimits.HEAD_BYTES)
                .set(UndertowOptions.MAX_HEADERS, ServerLimits.HEADERS)
                .set(UndertowOptions.MAX_PARAMETERS, ServerLimits.PARAMETERS)
                // Bodies are measured by their reception, whose refusals have an envelope.
                .set(UndertowOptions.MAX_ENTITY_SIZE, -1L)
                .set(UndertowOptions.REQUEST_PARSE_TIMEOUT, head)
                .set(UndertowOptions.NO_REQUEST_TIMEOUT, head)
                .getMap();
    }

    /** The port that is listened on. */
    public int port() {
        return listener.getLocalAddress(InetSocketAddress.class).getPort();
    }

    /** Stops listening; exchanges under way are cut off. Once is enough, and more does no harm. */
    @Override
    public void close() {
        // A listener that is closed again waits for threads that have ended.
        if (!isClosed.compareAndSet(false, true)) {
            return;
        }
        IoUtils.safeClose(listener);
        worker.shutdown();
        try {
            if (!worker.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                worker.shutdownNow();
            }
        } catch (InterruptedException e) {
            worker.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
