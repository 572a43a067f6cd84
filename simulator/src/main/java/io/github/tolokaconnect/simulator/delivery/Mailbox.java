package io.github.tolokaconnect.simulator.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.engine.Notice;
import io.github.tolokaconnect.simulator.engine.Subscription;
import io.github.tolokaconnect.simulator.fixture.Wire;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** The events that one subscriber is still to be told, in order. Only the courier's thread uses it. */
final class Mailbox {
    /** So many events may wait; then no more are fetched. */
    static final int CAPACITY = 1_000;

    private static final int MAX_EVENTS = 100;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Subscription subscription;
    private final Deque<Notice.EventRaised> events = new ArrayDeque<>();
    private int sent;
    private int failures;

    Mailbox(Subscription subscription) {
        this.subscription = subscription;
    }

    Subscription subscription() {
        return subscription;
    }

    boolean isFull() {
        return events.size() >= CAPACITY;
    }

    /** Whether there is something to send and nothing on its way. */
    boolean isReady() {
        return sent == 0 && !events.isEmpty();
    }

    boolean isEmpty() {
        return events.isEmpty();
    }

    void add(Notice.EventRaised event) {
        events.add(event);
    }

    /** The oldest events as a notification, on its way until it is settled; after a failure the same events again. */
    HttpRequest send(Instant now) {
        sent = Math.min(MAX_EVENTS, events.size());
        ObjectNode json = Wire.JSON.createObjectNode();
        ArrayNode list = json.putArray("events");
        events.stream().limit(sent).forEach(event -> list.add(event.toJson()));
        byte[] body = bytes(json);
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        subscription.webhook().url())
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        String secretKey = subscription.webhook().secretKey();
        if (secretKey != null) {
            request.header(Signature.HEADER, Signature.of(secretKey, now, body));
        }
        return request.build();
    }

    /** The receiver took the notification; answers how many events it had. */
    int delivered() {
        int delivered = sent;
        for (int event = 0; event < delivered; event++) {
            events.remove();
        }
        sent = 0;
        failures = 0;
        return delivered;
    }

    /** The receiver did not take it; answers how often in a row that is so. It stays on its way until it is sent again. */
    int failed() {
        failures++;
        return failures;
    }

    private static byte[] bytes(ObjectNode json) {
        try {
            return Wire.JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
