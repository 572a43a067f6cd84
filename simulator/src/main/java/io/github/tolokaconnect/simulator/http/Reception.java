package io.github.tolokaconnect.simulator.http;

import io.github.tolokaconnect.simulator.request.ApiError;
import io.github.tolokaconnect.simulator.request.Slice;
import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.channels.StreamSourceChannel;

/**
 * Receives the body of one request on the IO thread, as it comes: a client that is slow holds no thread, and memory only for what
 * it has sent. Nothing is set aside for what a client merely announces.
 *
 * <p>Undertow's own receiver does set it aside, copies byte by byte, and knows no bound for all bodies together.
 *
 * <p>The rest of a body that is refused is still taken off the wire and dropped, up to the size of the largest body, because a
 * connection that is closed over unread bytes is reset, and the client would lose the answer that says why.
 */
final class Reception implements ChannelListener<StreamSourceChannel> {
    // So that a fast sender does not keep the IO thread from the connections that share it.
    private static final int BUFFERS_PER_TURN = 16;
    private static final int FIRST_BYTES = 16 << 10;

    private final HttpServerExchange exchange;
    private final ServerLimits limits;
    private final BodyMemory memory;
    private final Receiver receiver;
    private @Nullable StallWatch watch;
    private @Nullable StreamSourceChannel channel;
    private byte[] bytes = new byte[0];
    private int size;
    // By the IO thread while the body comes, by the worker once it is here.
    private final AtomicInteger taken = new AtomicInteger();
    private boolean isRefused;
    private long dropped;

    /** What is done with a body. Called on the IO thread, one of the methods at most, and once. */
    interface Receiver {
        /** The whole body is here; {@link Reception#close} gives its memory back. */
        void received(HttpServerExchange exchange, Slice body, Reception reception);

        /** The body will not be taken; {@link Reception#dropRest} once the answer has left. */
        void refused(HttpServerExchange exchange, ApiError error, Reception reception);
    }

    private Reception(HttpServerExchange exchange, ServerLimits limits, BodyMemory memory, Receiver receiver) {
        this.exchange = exchange;
        this.limits = limits;
        this.memory = memory;
        this.receiver = receiver;
    }

    /** Receives the body of {@code exchange}, which must be in its root handler. */
    static void begin(HttpServerExchange exchange, ServerLimits limits, BodyMemory memory, Receiver receiver) {
        Reception reception = new Reception(exchange, limits, memory, receiver);
        if (exchange.isRequestComplete()) {
            reception.complete();
        } else if (exchange.getRequestContentLength() > limits.bodyBytes()) {
            reception.refuse(reception.tooLarge());
        } else {
            reception.handleEvent(reception.channel());
        }
    }

    // An exchange hands its channel out once.
    private StreamSourceChannel channel() {
        if (channel == null) {
            channel = exchange.getRequestChannel();
        }
        return channel;
    }

    @Override
    public void handleEvent(StreamSourceChannel source) {
        try (PooledByteBuffer pooled =
                exchange.getConnection().getByteBufferPool().allocate()) {
            ByteBuffer buffer = pooled.getBuffer();
            for (int turn = 0; turn < BUFFERS_PER_TURN; turn++) {
                buffer.clear();
                int count = source.read(buffer);
                if (count == 0) {
                    awaitMore(source);
                    return;
                }
                if (count < 0) {
                    complete();
                    return;
                }
                if (!take(buffer.flip())) {
                    return;
                }
            }
            // What is left may be in a buffer already, where no event of the socket tells of it.
            continueLater(source);
        } catch (IOException e) {
            // The client is gone, or its chunks are none: Undertow has closed the connection.
            giveUp();
        }
    }

    private void awaitMore(StreamSourceChannel source) {
        if (watch == null) {
            watch = StallWatch.start(exchange, limits.stall(), this::giveUp);
        }
        source.getReadSetter().set(this);
        source.resumeReads();
    }

    private void continueLater(StreamSourceChannel source) {
        source.suspendReads();
        try {
            exchange.dispatch(exchange.getIoThread(), () -> handleEvent(source));
        } catch (RejectedExecutionException e) {
            // The server is being closed.
            giveUp();
        }
    }

    private void pause() {
        if (watch != null) {
            watch.stop();
            watch = null;
        }
        if (channel != null) {
            channel.getReadSetter().set(null);
            channel.suspendReads();
        }
    }

    /** Whether there is to be more. */
    private boolean take(ByteBuffer buffer) {
        int count = buffer.remaining();
        if (watch != null) {
            watch.moved();
        }
        if (isRefused) {
            dropped += count;
            if (dropped > limits.bodyBytes()) {
                giveUp();
                return false;
            }
            return true;
        }
        if (count > limits.bodyBytes() - size) {
            refuse(tooLarge());
            return false;
        }
        if (!hasRoom(size + count)) {
            refuse(ApiError.of(
                    503,
                    "REMOTE_SERVICE_UNAVAILABLE",
                    "The bodies of the requests under way fill the memory set aside for them ("
                            + limits.allBodiesBytes() + " bytes); repeat the request later"));
            return false;
        }
        buffer.get(bytes, size, count);
        size += count;
        return true;
    }

    private boolean hasRoom(int needed) {
        if (needed <= bytes.length) {
            return true;
        }
        long declared = exchange.getRequestContentLength();
        long most = declared < 0 ? limits.bodyBytes() : declared;
        int capacity = (int) Math.max(needed, Math.min(most, Math.max(FIRST_BYTES, 2L * bytes.length)));
        if (!memory.tryTake(capacity - bytes.length)) {
            return false;
        }
        taken.set(capacity);
        bytes = Arrays.copyOf(bytes, capacity);
        return true;
    }

    private void complete() {
        pause();
        if (isRefused) {
            exchange.endExchange();
        } else {
            receiver.received(exchange, Slice.of(size == bytes.length ? bytes : Arrays.copyOf(bytes, size)), this);
        }
    }

    private ApiError tooLarge() {
        return ApiError.tooLarge("The body of a request may have at most " + limits.bodyBytes() + " bytes");
    }

    private void refuse(ApiError error) {
        pause();
        close();
        bytes = new byte[0];
        isRefused = true;
        exchange.setPersistent(false);
        receiver.refused(exchange, error, this);
    }

    private void giveUp() {
        pause();
        close();
        IoUtils.safeClose(exchange.getConnection());
        exchange.endExchange();
    }

    /** Takes what is left of a refused body off the wire, and ends the exchange. */
    void dropRest() {
        if (exchange.isRequestComplete()) {
            complete();
        } else {
            continueLater(channel());
        }
    }

    /** Gives the memory of the body back, once; what was made of the body does not count. Safe from any thread. */
    void close() {
        memory.giveBack(taken.getAndSet(0));
    }
}
