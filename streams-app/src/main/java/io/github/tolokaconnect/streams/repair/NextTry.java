package io.github.tolokaconnect.streams.repair;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.events.RawJson;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The task that is sent when a refused record is tried again. */
final class NextTry {

    private static final String POOL_ID = "pool_id";

    private NextTry() {}

    /**
     * The task of {@code record}, for {@code pool} or else the pool that it was meant for, with {@code patch} applied; empty if the event
     * holds no task, or what comes out is none. Byte for byte as it was refused where nothing changes.
     */
    static Optional<RawJson> task(Waiting record, @Nullable String pool, @Nullable RawJson patch) {
        RawJson refused = record.task();
        if (refused == null) {
            return Optional.empty();
        }
        JsonNode before = refused.toNode();
        JsonNode after = inPool(before, pool == null ? record.pool() : pool);
        if (patch != null) {
            after = MergePatch.apply(after, patch.toNode());
        }
        if (!after.isObject()) {
            return Optional.empty();
        }
        return Optional.of(after.equals(before) ? refused : RawJson.of(after));
    }

    private static JsonNode inPool(JsonNode task, @Nullable String pool) {
        if (pool == null || pool.equals(task.path(POOL_ID).asText()) || !(task instanceof ObjectNode object)) {
            return task;
        }
        // The pool was named by a header or by the connector's configuration, or it is another one now.
        return object.deepCopy().put(POOL_ID, pool);
    }
}
