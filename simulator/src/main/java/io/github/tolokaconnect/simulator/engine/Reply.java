package io.github.tolokaconnect.simulator.engine;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.Wire;
import io.github.tolokaconnect.simulator.request.ListQuery;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a call.
 *
 * @param status the HTTP status
 * @param body null for an answer without one
 */
public record Reply(int status, @Nullable Body body) {
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

    static Reply of(int status, ObjectNode body) {
        return new Reply(status, json -> json.writeTree(body));
    }

    static Reply noContent() {
        return new Reply(204, null);
    }

    static <T> Reply page(ListQuery.Page<T> page, Function<T, ObjectNode> view) {
        ObjectNode body = Wire.JSON.createObjectNode();
        ArrayNode items = body.putArray("items");
        page.rows().forEach(row -> items.add(view.apply(row)));
        return of(200, body.put("has_more", page.hasMore()));
    }
}
