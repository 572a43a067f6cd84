package io.github.tolokaconnect.streams.repair;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.events.FieldError;
import io.github.tolokaconnect.events.RawJson;
import io.github.tolokaconnect.events.TaskRef;
import io.github.tolokaconnect.events.ValidationError;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** What is written about refused records. */
final class RepairRecords {

    private RepairRecords() {}

    /** The task record that tries {@code waiting} again. */
    static Record<byte[], byte[]> task(Waiting waiting, RawJson task, int attempt, Instant now) {
        return record(waiting, task.toBytes(), attempt, now);
    }

    /** Says that {@code waiting} is tried again when it is due. */
    static Record<byte[], byte[]> parked(Waiting waiting, int attempt, Instant now) {
        ObjectNode json = described(waiting);
        json.put("attempt", attempt);
        json.put("due", String.valueOf(waiting.due()));
        if (waiting.alias() != null) {
            json.put("pool_alias", waiting.alias());
        }
        return record(waiting, RawJson.of(json).toBytes(), attempt, now);
    }

    /** Says that {@code waiting} is given up because of {@code why}, a word, and what had happened before. */
    static Record<byte[], byte[]> dead(Waiting waiting, String why, History history, Instant now) {
        int attempt = waiting.error().record().attempt();
        ObjectNode json = described(waiting);
        json.put("attempt", attempt);
        json.put("given_up", why);
        ArrayNode steps = json.putArray("history");
        for (History.Step step : history.steps()) {
            ObjectNode entry = steps.addObject();
            entry.put("event_id", step.eventId().toString());
            entry.put("at", step.at().toString());
            entry.put("class", step.errorClass());
            entry.put("code", step.code());
            entry.put("path", step.path());
            entry.put("attempt", step.attempt());
            entry.put("action", step.action());
        }
        return record(waiting, RawJson.of(json).toBytes(), attempt, now);
    }

    private static ObjectNode described(Waiting waiting) {
        ValidationError error = waiting.error();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        RawJson task = waiting.task();
        TaskRef ref = error.taskRef();
        if (task != null) {
            json.set("task", task.toNode());
        } else if (ref != null) {
            json.putObject("task_ref")
                    .put("topic", ref.topic())
                    .put("partition", ref.partition())
                    .put("offset", ref.offset());
        }
        FieldError reason = error.errors().get(0);
        json.putObject("reason")
                .put("class", error.errorClass().value())
                .put("role", error.role().value())
                .put("stage", error.stage().value())
                .put("code", reason.code())
                .put("path", reason.path())
                .put("message", reason.message());
        json.put("event_id", error.eventId().toString());
        json.put("pool_id", error.pool() == null ? null : error.pool().id());
        return json;
    }

    private static Record<byte[], byte[]> record(Waiting waiting, byte[] value, int attempt, Instant now) {
        Headers headers = new RecordHeaders();
        add(headers, "tk_attempt", Integer.toString(attempt));
        add(headers, "ce_correlationid", waiting.key());
        add(headers, "ce_causationid", waiting.error().eventId().toString());
        add(headers, "ce_traceparent", waiting.trace().startingTraceparent());
        add(headers, "traceparent", waiting.trace().traceparent());
        add(headers, "tracestate", waiting.trace().tracestate());
        add(headers, "content-type", "application/json");
        return new Record<>(waiting.key().getBytes(UTF_8), value, now.toEpochMilli(), headers);
    }

    private static void add(Headers headers, String name, @Nullable String value) {
        if (value != null) {
            headers.add(name, value.getBytes(UTF_8));
        }
    }
}
