package io.github.tolokaconnect.simulator.engine;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.tolokaconnect.simulator.fixture.Pool;
import io.github.tolokaconnect.simulator.request.ApiError;
import io.github.tolokaconnect.simulator.request.Item;
import java.io.IOException;

/** One entry of an operation log. It holds values that do not change, so it may be written by any thread. */
sealed interface LogEntry {
    /** Writes the entry as an object. */
    void writeTo(JsonGenerator json) throws IOException;

    /** A task was created. */
    record Created(CreatedTask task) implements LogEntry {
        @Override
        public void writeTo(JsonGenerator json) throws IOException {
            begin(json, "TASK_CREATE", true);
            json.writeTree(task.toLogInput());
            json.writeObjectFieldStart("output");
            json.writeStringField("task_id", task.id().toString());
            json.writeEndObject();
            json.writeEndObject();
        }
    }

    /** A task is valid, but its pool did not take it. */
    record NotCreated(Item.Valid item, ApiError error, String requestId) implements LogEntry {
        @Override
        public void writeTo(JsonGenerator json) throws IOException {
            begin(json, "TASK_CREATE", false);
            json.writeRawValue(item.source().text());
            json.writeFieldName("output");
            json.writeTree(error.toJson(requestId));
            json.writeEndObject();
        }
    }

    /** A task is not valid. */
    record Invalid(Item.Invalid item) implements LogEntry {
        @Override
        public void writeTo(JsonGenerator json) throws IOException {
            begin(json, "TASK_VALIDATE", false);
            json.writeRawValue(item.source().text());
            json.writeFieldName("output");
            json.writeTree(item.errors());
            json.writeEndObject();
        }
    }

    /** A pool that was to be opened afterwards could not be. */
    record PoolNotOpened(Pool pool, ApiError error, String requestId) implements LogEntry {
        @Override
        public void writeTo(JsonGenerator json) throws IOException {
            begin(json, "POOL_OPEN", false);
            json.writeStartObject();
            // A number here, unlike everywhere else: so it is in the one published recording.
            json.writeNumberField("pool_id", pool.number());
            json.writeEndObject();
            json.writeFieldName("output");
            json.writeTree(error.toJson(requestId));
            json.writeEndObject();
        }
    }

    private static void begin(JsonGenerator json, String type, boolean isSuccess) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", type);
        json.writeBooleanField("success", isSuccess);
        json.writeFieldName("input");
    }
}
