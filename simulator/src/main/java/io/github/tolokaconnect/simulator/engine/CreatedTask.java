package io.github.tolokaconnect.simulator.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.PoolId;
import io.github.tolokaconnect.simulator.fixture.Wire;
import io.github.tolokaconnect.simulator.reading.Reading;
import io.github.tolokaconnect.simulator.reading.Readings;
import io.github.tolokaconnect.simulator.request.OperationId;
import io.github.tolokaconnect.simulator.request.Overlap;
import io.github.tolokaconnect.simulator.request.Slice;
import io.github.tolokaconnect.simulator.request.TaskId;
import io.github.tolokaconnect.simulator.request.TaskKeys;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task that exists.
 *
 * @param bytes where the task is as it was sent
 * @param operationId the operation that created it, null when a synchronous request did
 * @param changes fields replaced since, null for none; never changed
 */
record CreatedTask(
        TaskId id,
        PoolId pool,
        TaskSource bytes,
        Instant created,
        Overlap overlap,
        @Nullable OperationId operationId,
        @Nullable ObjectNode changes) {

    /** The task as it was sent. */
    Slice source() {
        return bytes.read();
    }

    CreatedTask with(@Nullable Overlap newOverlap, ObjectNode newChanges) {
        ObjectNode merged = changes == null ? Wire.JSON.createObjectNode() : changes.deepCopy();
        merged.setAll(newChanges);
        return changed(newOverlap == null ? overlap : newOverlap, merged.isEmpty() ? null : merged);
    }

    /** The same task with all its changes replaced. */
    CreatedTask changed(Overlap newOverlap, @Nullable ObjectNode allChanges) {
        return new CreatedTask(id, pool, bytes, created, newOverlap, operationId, allChanges);
    }

    /** The task as it was sent, its overlap filled in: what the operation log shows. */
    ObjectNode toLogInput() {
        ObjectNode json = source().object();
        overlap.putInto(json);
        return json;
    }

    /** The task as reading it back shows it, after so many answers. */
    ObjectNode toJson(Readings readings, int answers) {
        ObjectNode json = Wire.JSON.createObjectNode().put("id", id.toString()).put("created", Wire.date(created));
        ObjectNode sent = source().object();
        // A client may send what it once read.
        sent.properties().removeIf(field -> TaskKeys.isReadOnly(field.getKey()));
        json.setAll(sent);
        if (changes != null) {
            json.setAll(changes);
        }
        boolean showsForeign = readings.isOther(Reading.MARKER_KEYS);
        // Null stands for a field that is not there.
        json.properties().removeIf(field -> field.getValue().isNull() || !isShown(field.getKey(), showsForeign));
        overlap.putInto(json);
        if (!overlap.isInfinite()) {
            json.put("remaining_overlap", Math.max(0, overlap.count() - answers));
        }
        json.withArrayProperty("reserved_for");
        json.withArrayProperty("unavailable_for");
        return json;
    }

    private static boolean isShown(String key, boolean showsForeign) {
        return showsForeign || TaskKeys.isOwn(key) || TaskKeys.isReadOnly(key);
    }
}
