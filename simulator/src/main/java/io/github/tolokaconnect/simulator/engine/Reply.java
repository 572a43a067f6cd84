package io.github.tolokaconnect.simulator.engine;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.request.ListQuery;
import java.io.IOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a call.
 *
 * @param status the HTTP status
 * @param headers those beside the ones that every answer has
 * @param body null for an answer without one
 */
public record Reply(
        int status, Map<String, String> headers, @Nullable Body body) {
    /** Copies the headers. */
    public Reply {
        headers = Map.copyOf(headers);
    }

    /** A body that is written when it is needed. It holds values that do not change, so any thread may write it. */
    @FunctionalInterface
    public interface Body {
        /** Writes the body as one JSON value. */
        void writeTo(JsonGenerator json) throws IOException;

        /** The body in parts that one generator writes in this order, so that a long one need never be in memory as a whole. */
        default Iterator<Body> parts() {
            return List.of(this).iterator();
        }
    }

    /** An answer whose body is written later. */
    public static Reply of(int status, Body body) {
        return new Reply(status, Map.of(), body);
    }

    static Reply of(int status, ObjectNode body) {
        return of(status, json -> json.writeTree(body));
    }

    static Reply noContent() {
        return new Reply(204, Map.of(), null);
    }

    static Reply accepted(Operation operation, Instant now) {
        return of(202, operation.toJson(now));
    }

    /** A page whose rows are shown when they are written, and so must not change. */
    static <T> Reply page(ListQuery.Page<T> page, Function<T, ObjectNode> view) {
        return of(200, json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("items");
            for (T row : page.rows()) {
                json.writeTree(view.apply(row));
            }
            json.writeEndArray();
            json.writeBooleanField("has_more", page.hasMore());
            json.writeEndObject();
        });
    }
}
