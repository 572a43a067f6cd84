package io.github.tolokaconnect.simulator.http;

import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;
import org.xnio.channels.StreamSinkChannel;

/**
 * The body of an answer on its way out, drop by drop. It runs on the IO thread of its connection, never waits there, and comes
 * back by a timer; also when the socket takes no more for the moment.
 */
final class FlowingBody implements Runnable {
    private static final long RETRY_MILLIS = 10;

    private final HttpServerExchange exchange;
    private final Flow flow;
    private final ByteBuffer rest;
    private final StreamSinkChannel channel;

    FlowingBody(HttpServerExchange exchange, byte[] body, Flow flow) {
        this.exchange = exchange;
        this.flow = flow;
        this.rest = ByteBuffer.wrap(body, 0, flow.sent());
        this.channel = exchange.getResponseChannel();
    }

    @Override
    public void run() {
        try {
            if (rest.hasRemaining()) {
                sendDrop();
                again(
                        rest.hasRemaining() && !flow.pause().isZero()
                                ? flow.pause().toMillis()
                                : RETRY_MILLIS);
            } else {
                end();
            }
        } catch (IOException e) {
            // The client is gone.
            IoUtils.safeClose(exchange.getConnection());
        }
    }

    private void sendDrop() throws IOException {
        ByteBuffer drop = rest.slice(rest.position(), Math.min(flow.drop(), rest.remaining()));
        int written = channel.write(drop);
        rest.position(rest.position() + written);
        channel.flush();
    }

    private void end() throws IOException {
        if (!flow.isReset()) {
            channel.shutdownWrites();
        }
        if (!channel.flush()) {
            again(RETRY_MILLIS);
        } else if (flow.isReset()) {
            HangUp.resetNow(exchange);
        }
    }

    private void again(long millis) {
        exchange.getIoThread().executeAfter(this, millis, TimeUnit.MILLISECONDS);
    }
}
