package io.github.tolokaconnect.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An unreliable network in front of a server: it passes bytes on, and can refuse connections or lose the answers of POSTs that the server
 * has got. It relies on HTTP/1.1 without pipelining, where a request begins only after the answer before it has ended. Safe from any
 * thread.
 */
final class FaultProxy implements AutoCloseable {

    private final URI target;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "fault-proxy");
        thread.setDaemon(true);
        return thread;
    });
    private final Collection<Closeable> open = new ConcurrentLinkedQueue<>();
    private final AtomicInteger answersToLose = new AtomicInteger();
    private final AtomicInteger answersLost = new AtomicInteger();
    private ServerSocket door;

    /** A proxy to {@code target} at a free port that passes everything on. */
    FaultProxy(URI target) {
        this.target = target;
        this.door = listen(0);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + door.getLocalPort());
    }

    /** Cuts all connections and refuses new ones. */
    void refuseConnections() {
        close(door);
        open.forEach(FaultProxy::close);
        open.clear();
    }

    /** Takes connections again, at the same port. */
    void takeConnections() {
        door = listen(door.getLocalPort());
    }

    /** Cuts the connection instead of passing on the answer, for the next {@code count} POSTs. */
    void loseAnswersOfPosts(int count) {
        answersToLose.set(count);
    }

    /** Number of answers that were lost so far. */
    int answersLost() {
        return answersLost.get();
    }

    @Override
    public void close() {
        refuseConnections();
        threads.shutdownNow();
    }

    private ServerSocket listen(int port) {
        try {
            var socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            threads.execute(() -> takeAll(socket));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException("The proxy cannot listen on port " + port, e);
        }
    }

    private void takeAll(ServerSocket socket) {
        try {
            while (true) {
                connect(socket.accept());
            }
        } catch (IOException e) {
            // Closed from outside: that is how it ends.
            close(socket);
        }
    }

    private void connect(Socket client) throws IOException {
        var server = new Socket(target.getHost(), target.getPort());
        open.add(client);
        open.add(server);
        var loseAnswer = new AtomicBoolean();
        threads.execute(() -> pump(client, server, (bytes, length) -> {
            if (new String(bytes, 0, Math.min(length, 16), ISO_8859_1).startsWith("POST /")
                    && answersToLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                loseAnswer.set(true);
            }
            return true;
        }));
        threads.execute(() -> pump(server, client, (bytes, length) -> {
            if (loseAnswer.get()) {
                answersLost.incrementAndGet();
                return false;
            }
            return true;
        }));
    }

    private interface Gate {
        /** Whether what came may pass; if not, the connection is cut. */
        boolean lets(byte[] bytes, int length);
    }

    private static void pump(Socket from, Socket to, Gate gate) {
        var buffer = new byte[64 * 1024];
        try (from;
                to) {
            for (var length = from.getInputStream().read(buffer);
                    length >= 0 && gate.lets(buffer, length);
                    length = from.getInputStream().read(buffer)) {
                to.getOutputStream().write(buffer, 0, length);
            }
        } catch (IOException e) {
            // One side hung up; try-with-resources hangs up the other.
            return;
        }
    }

    private static void close(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
