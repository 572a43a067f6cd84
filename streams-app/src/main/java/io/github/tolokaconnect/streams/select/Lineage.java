package io.github.tolokaconnect.streams.select;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.tolokaconnect.events.Decision;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** What the headers of a prediction say about where it comes from, on its way to the task. */
final class Lineage {

    /** Header of an event: its id. */
    static final String EVENT_ID = "ce_id";

    private static final List<String> TRACE = List.of("traceparent", "tracestate", "ce_traceparent");

    /** Larger ones are left out: whatever a producer writes has to fit into our records. */
    private static final int MOST_BYTES = 1_000;

    private Lineage() {}

    /** Those of {@code headers} that are passed on between the steps. */
    static Headers of(Headers headers) {
        Headers passed = new RecordHeaders();
        TRACE.forEach(name -> pass(headers, name, passed));
        pass(headers, EVENT_ID, passed);
        return passed;
    }

    /** The headers of the task record for {@code decision}. */
    static Headers ofTask(Decision decision, Headers lineage) {
        Headers headers = new RecordHeaders()
                .add("tk_attempt", "1".getBytes(UTF_8))
                .add("ce_correlationid", decision.itemId().getBytes(UTF_8))
                .add("ce_causationid", decision.eventId().toString().getBytes(UTF_8));
        TRACE.forEach(name -> pass(lineage, name, headers));
        return headers;
    }

    /** The header {@code name} as text; null if there is none. */
    static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }

    private static void pass(Headers from, String name, Headers to) {
        Header header = from.lastHeader(name);
        if (header != null && header.value() != null && header.value().length <= MOST_BYTES) {
            to.add(header);
        }
    }
}
