package io.github.tolokaconnect.client.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests and bounds every wait: for a connection, for an answer, for the next piece of a long body.
 *
 * <p>Two kinds of threads. {@code toloka-client-worker-N}: the HTTP client's own work, and decoding. There are as many as are
 * busy, since a decoder that waits for a body must never keep the one thread that would bring it. {@code
 * toloka-client-timer}: ends what takes too long.
 */
final class Transport implements AutoCloseable {

    private final HttpClient client;
    private final ThreadPoolExecutor workers;
    private final ScheduledThreadPoolExecutor timer;
    private final Duration requestTimeout;
    private final Set<Call> underWay = ConcurrentHashMap.newKeySet();
    private final Set<WatchedStream> arriving = ConcurrentHashMap.newKeySet();

    // Set by whichever thread closes, read by those that call.
    private volatile boolean closed;

    Transport(Connection connection) {
        requestTimeout = connection.requestTimeout();
        // What comes too late for a closed pool is only the end of a call; whoever brings it finishes it.
        workers = new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                10,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                daemons("toloka-client-worker-"),
                (task, pool) -> task.run());
        timer = new ScheduledThreadPoolExecutor(
                1, daemons("toloka-client-timer-"), new ThreadPoolExecutor.DiscardPolicy());
        timer.setRemoveOnCancelPolicy(true);
        client = newClient(connection, workers);
    }

    private static HttpClient newClient(Connection connection, Executor executor) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connection.connectTimeout())
                .executor(executor);
        HttpProxy proxy = connection.proxy();
        if (proxy != null) {
            builder.proxy(ProxySelector.of(InetSocketAddress.createUnresolved(proxy.host(), proxy.port())));
        }
        TlsContext.of(connection.tls()).ifPresent(builder::sslContext);
        return builder.build();
    }

    private static ThreadFactory daemons(String prefix) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Where answers are decoded. */
    Executor workers() {
        return workers;
    }

    Duration requestTimeout() {
        return requestTimeout;
    }

    /** Sends; the reply has all of its body, within the request timeout. */
    CompletableFuture<Reply> send(HttpRequest request) {
        return exchange(request, head -> new WholeBody());
    }

    /** Sends; a successful reply comes with its body still arriving, any other one like {@link #send}. */
    CompletableFuture<Reply> open(HttpRequest request) {
        return exchange(request, head -> Reply.isSuccess(head.statusCode()) ? arrivingBody() : new WholeBody());
    }

    private static BodySubscriber<Body> arrivingBody() {
        return BodySubscribers.mapping(BodySubscribers.ofInputStream(), Body.Arriving::new);
    }

    private CompletableFuture<Reply> exchange(HttpRequest request, BodyHandler<Body> bodies) {
        Call call = new Call(new CompletableFuture<>());
        underWay.add(call);
        if (closed) {
            underWay.remove(call);
            call.fail(new ClosedException());
            return call.reply();
        }
        CompletableFuture<HttpResponse<Body>> exchange = client.sendAsync(request, bodies);
        Future<?> deadline = timer.schedule(
                () -> call.fail(new HttpTimeoutException("no answer within " + requestTimeout)),
                requestTimeout.toNanos(),
                TimeUnit.NANOSECONDS);
        CompletableFuture<Reply> reply = call.reply();
        var unusedEnd = reply.whenComplete((done, failure) -> {
            underWay.remove(call);
            deadline.cancel(false);
            exchange.cancel(true);
        });
        var unusedFinish = exchange.whenComplete((response, failure) -> finish(reply, response, failure));
        return reply;
    }

    private static void finish(
            CompletableFuture<Reply> reply, @Nullable HttpResponse<Body> response, @Nullable Throwable failure) {
        if (response == null) {
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            reply.completeExceptionally(cause == null ? new IOException("no answer") : cause);
            return;
        }
        // The JDK passes on a proxy's refusal to tunnel without asking for its body.
        Body body = response.body() == null ? Body.NONE : response.body();
        if (!reply.complete(new Reply(response.statusCode(), response.headers(), body))
                && body instanceof Body.Arriving late) {
            WatchedStream.closeQuietly(late.stream());
        }
    }

    /** Puts {@code body} under watch until {@link Watch#close()}. */
    Watch watch(InputStream body) {
        WatchedStream stream = new WatchedStream(body);
        arriving.add(stream);
        if (closed) {
            stream.giveUp();
        }
        long pause = Math.max(1, requestTimeout.toNanos() / WatchedStream.LOOKS_PER_TIMEOUT);
        Future<?> looks = timer.scheduleWithFixedDelay(stream::look, pause, pause, TimeUnit.NANOSECONDS);
        return new Watch(stream, () -> {
            looks.cancel(false);
            arriving.remove(stream);
        });
    }

    /** A body under watch; closing it ends the watch and hangs up if the body is not at its end. */
    record Watch(WatchedStream stream, Runnable end) implements AutoCloseable {
        @Override
        public void close() {
            end.run();
            WatchedStream.closeQuietly(stream);
        }
    }

    @Override
    public void close() {
        closed = true;
        underWay.forEach(call -> call.fail(new ClosedException()));
        arriving.forEach(WatchedStream::giveUp);
        timer.shutdownNow();
        workers.shutdown();
    }

    /** A request that is not answered yet. */
    private record Call(CompletableFuture<Reply> reply) {
        void fail(IOException failure) {
            reply.completeExceptionally(failure);
        }
    }

    /** The client was closed before the answer came. */
    static final class ClosedException extends IOException {
        private static final long serialVersionUID = 1L;

        ClosedException() {
            super("the client is closed");
        }
    }
}
