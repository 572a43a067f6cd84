package io.github.tolokaconnect.simulator.http;

import io.github.tolokaconnect.simulator.fault.NetworkFault;
import io.github.tolokaconnect.simulator.fault.Verdict;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.SameThreadExecutor;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the body of an answer flows when it does not as it should.
 *
 * @param declared its length by the head of the answer, in bytes
 * @param sent how much of it is sent
 * @param drop how much at a time
 * @param pause between two drops
 * @param isReset whether the connection is reset after what is sent
 */
record Flow(int declared, int sent, int drop, Duration pause, boolean isReset) {

    static Flow of(int length, Verdict verdict) {
        Optional<NetworkFault.ResetInAnswer> reset = verdict.find(NetworkFault.ResetInAnswer.class);
        if (reset.isPresent()) {
            int sent = cut(length, reset.get().bytes());
            return new Flow(length, sent, length, Duration.ZERO, true);
        }
        Optional<NetworkFault.AnswerTruncated> truncated = verdict.find(NetworkFault.AnswerTruncated.class);
        if (truncated.isPresent()) {
            int sent = cut(length, truncated.get().bytes());
            return new Flow(sent, sent, length, Duration.ZERO, false);
        }
        return verdict.find(NetworkFault.SlowDrip.class)
                .map(drip -> new Flow(length, length, drip.bytes(), drip.pause(), false))
                .orElseGet(() -> new Flow(length, length, length, Duration.ZERO, false));
    }

    /** At least one byte is missing, or nobody would notice. */
    private static int cut(int length, @Nullable Integer bytes) {
        return Math.min(bytes == null ? length / 2 : bytes, length - 1);
    }

    void begin(HttpServerExchange exchange, byte[] body) {
        exchange.getResponseHeaders().put(Headers.CONTENT_LENGTH, declared);
        exchange.dispatch(
                SameThreadExecutor.INSTANCE,
                () -> exchange.getIoThread().execute(new FlowingBody(exchange, body, this)));
    }
}
