package io.github.tolokaconnect.events;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The headers of an event: CloudEvents 1.0 in the binary content mode of the Kafka binding, the correlation and
 * distributed-tracing extensions, and W3C trace context.
 *
 * @see <a href="https://github.com/cloudevents/spec">CloudEvents, with its Kafka protocol binding and extensions</a>
 */
public final class CloudEventHeaders {

    private static final int MOST_HEADERS = 14;

    private CloudEventHeaders() {}

    /**
     * The headers of {@code event}, in a fixed order, absent ones left out. Trace context is passed on with events
     * about one record only: an operation has as many origins as records. Safe from any thread.
     */
    public static List<Header> of(Event event, EventContext context) {
        EventSchema schema = EventSchema.of(event);
        List<Header> headers = new ArrayList<>(MOST_HEADERS);
        headers.add(new Header("ce_specversion", "1.0"));
        headers.add(new Header("ce_id", event.eventId().toString()));
        headers.add(new Header("ce_source", source(event)));
        headers.add(new Header("ce_type", schema.ceType()));
        headers.add(new Header("ce_time", WireTypes.rfc3339(event.eventTime())));
        headers.add(new Header("ce_subject", subject(event)));
        headers.add(new Header("ce_dataschema", schema.dataSchema()));
        RecordRef record = record(event);
        addIfPresent(headers, "ce_correlationid", correlationId(event, record, context));
        addIfPresent(headers, "ce_causationid", context.causationId());
        if (record != null) {
            addIfPresent(headers, "ce_traceparent", context.startingTraceparent());
            addIfPresent(headers, "traceparent", context.traceparent());
            addIfPresent(headers, "tracestate", context.tracestate());
        }
        headers.add(new Header("content-type", "application/json"));
        addIfPresent(headers, "tk_attempt", attempt(event, record));
        return List.copyOf(headers);
    }

    private static void addIfPresent(List<Header> headers, String name, @Nullable String value) {
        if (value != null) {
            headers.add(new Header(name, value));
        }
    }

    // The sink task's index is no part of it: after a rebalance another one publishes the same fact.
    private static String source(Event event) {
        return event instanceof ConnectorEvent published
                ? "/connectors/"
                        + URLEncoder.encode(published.connector().name(), StandardCharsets.UTF_8)
                                .replace("+", "%20")
                : "/streams-app";
    }

    private static @Nullable String correlationId(Event event, @Nullable RecordRef record, EventContext context) {
        if (context.correlationId() != null) {
            return context.correlationId();
        }
        return record == null ? itemId(event) : record.key();
    }

    private static @Nullable String itemId(Event event) {
        if (event instanceof Decision decision) {
            return decision.itemId();
        }
        if (event instanceof TaskIndexed indexed) {
            return indexed.itemId();
        }
        return event instanceof Label label ? label.itemId() : null;
    }

    private static @Nullable RecordRef record(Event event) {
        if (event instanceof TaskCreated created) {
            return created.record();
        }
        return event instanceof ValidationError error ? error.record() : null;
    }

    private static @Nullable String attempt(Event event, @Nullable RecordRef record) {
        if (record != null) {
            return Integer.toString(record.attempt());
        }
        return event instanceof OperationStatus status
                ? Integer.toString(status.operation().attempt())
                : null;
    }

    private static String subject(Event event) {
        if (event instanceof OperationStatus status) {
            return "pools/" + status.pool().id() + "/operations/"
                    + status.operation().id();
        }
        if (event instanceof TaskCreated created) {
            return "pools/" + created.task().poolId() + "/tasks/"
                    + created.task().id();
        }
        if (event instanceof ValidationError error) {
            RecordRef record = error.record();
            return "records/" + record.topic() + "/" + record.partition() + "/" + record.offset();
        }
        if (event instanceof Heartbeat heartbeat) {
            ConnectorRef connector = heartbeat.connector();
            return "connectors/" + connector.name() + "/tasks/" + connector.task();
        }
        if (event instanceof TaskIndexed indexed) {
            return "tasks/" + indexed.taskId();
        }
        if (event instanceof Alert alert) {
            return "alerts/" + alert.rule();
        }
        String item = itemId(event);
        if (item != null) {
            return "items/" + item;
        }
        throw new AssertionError(event);
    }
}
