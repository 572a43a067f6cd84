package io.github.tolokaconnect.streams.repair;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * JSON Merge Patch: an object changes the fields that it names, null removes a field, and any other value replaces what was there.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7386">RFC 7386, section 2</a>
 */
public final class MergePatch {

    private MergePatch() {}

    /** {@code target} with {@code patch} applied; neither is changed. Safe from any thread. */
    public static JsonNode apply(JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        if (target.isObject()) {
            target.properties().forEach(field -> result.set(field.getKey(), field.getValue()));
        }
        for (Map.Entry<String, JsonNode> change : patch.properties()) {
            if (change.getValue().isNull()) {
                result.remove(change.getKey());
            } else {
                JsonNode before = result.path(change.getKey());
                result.set(change.getKey(), apply(before, change.getValue()));
            }
        }
        return result;
    }
}
