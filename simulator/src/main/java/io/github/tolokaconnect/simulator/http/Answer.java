package io.github.tolokaconnect.simulator.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.tolokaconnect.simulator.engine.Reply;
import io.github.tolokaconnect.simulator.fixture.Wire;
import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;

/**
 * Sends the body of one reply. A worker thread writes some of it into memory, the IO thread sends that, and so on: a client that
 * reads slowly, or not at all, holds no thread, and no more memory than one portion.
 *
 * <p>One thread at a time: the next portion is begun when the one before has left.
 */
final class Answer implements IoCallback {
    private static final int PORTION_BYTES = 64 << 10;

    private final HttpServerExchange exchange;
    private final Runnable end;
    private final Iterator<Reply.Body> parts;
    private final ByteArrayOutputStream portion = new ByteArrayOutputStream();
    private final JsonGenerator json;
    // By the thread that began the answer and by the one that ends it, which may be quicker.
    private volatile @Nullable StallWatch watch;
    private volatile boolean isSent;

    private Answer(HttpServerExchange exchange, Reply.Body body, Runnable end) throws IOException {
        this.exchange = exchange;
        this.end = end;
        this.parts = body.parts();
        this.json = Wire.JSON.createGenerator(portion);
    }

    /**
     * Sends {@code body}, and runs {@code end} once all of it has left. When the client does not take it, the connection is closed
     * and {@code end} is not run. Called in the handler of the exchange, which should be a worker thread.
     */
    static void send(HttpServerExchange exchange, Reply.Body body, Duration stall, Runnable end) throws IOException {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
        Answer answer = new Answer(exchange, body, end);
        byte[] first = answer.nextPortion();
        if (!answer.parts.hasNext()) {
            exchange.setResponseContentLength(first.length);
        }
        exchange.getResponseSender().send(ByteBuffer.wrap(first), answer);
        if (!answer.isSent) {
            answer.watch = StallWatch.start(exchange, stall, answer::abandon);
            if (answer.isSent) {
                answer.finish();
            }
        }
    }

    @Override
    public void onComplete(HttpServerExchange sameExchange, Sender sender) {
        StallWatch current = watch;
        if (current != null) {
            current.moved();
        }
        if (!parts.hasNext()) {
            finish();
            end.run();
        } else if (exchange.isInIoThread()) {
            try {
                exchange.dispatch(() -> sendNext(sender));
            } catch (RejectedExecutionException e) {
                // The server is being closed.
                abandon();
            }
        } else {
            sendNext(sender);
        }
    }

    @Override
    public void onException(HttpServerExchange sameExchange, Sender sender, IOException e) {
        // The client is gone; there is nobody left to tell.
        abandon();
    }

    private void sendNext(Sender sender) {
        try {
            sender.send(ByteBuffer.wrap(nextPortion()), this);
        } catch (RuntimeException e) {
            boolean isFault = exchange.getConnection().isOpen();
            // A body that ends early must not look like one that is whole.
            abandon();
            if (isFault) {
                throw e;
            }
        }
    }

    private byte[] nextPortion() {
        portion.reset();
        try {
            while (parts.hasNext() && portion.size() < PORTION_BYTES) {
                parts.next().writeTo(json);
            }
            json.flush();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the answer cannot be written as JSON", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return portion.toByteArray();
    }

    private void abandon() {
        finish();
        IoUtils.safeClose(exchange.getConnection());
        exchange.endExchange();
    }

    private void finish() {
        isSent = true;
        StallWatch current = watch;
        if (current != null) {
            current.stop();
        }
    }
}
