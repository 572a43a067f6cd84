package io.github.tolokaconnect.streams.correlate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.events.RawJson;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/**
 * JSON in one form for each value: fields are sorted by name, and numbers are written by their value, so that {@code 1}, {@code 1.0} and
 * {@code 10e-1} are the same.
 */
final class CanonicalJson {

    private static final int MOST_PLAIN_DIGITS = 20;

    private CanonicalJson() {}

    /** The canonical form of {@code value}. */
    static RawJson of(JsonNode value) {
        return RawJson.of(canonical(value));
    }

    /** The canonical form of {@code json}; throws IllegalStateException if that is not well-formed. */
    static RawJson of(RawJson json) {
        return of(json.toNode());
    }

    private static JsonNode canonical(JsonNode value) {
        if (value.isObject()) {
            Map<String, JsonNode> sorted = new TreeMap<>();
            value.properties().forEach(field -> sorted.put(field.getKey(), canonical(field.getValue())));
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            object.setAll(sorted);
            return object;
        }
        if (value.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode(value.size());
            value.forEach(element -> array.add(canonical(element)));
            return array;
        }
        if (value.isNumber()) {
            return DecimalNode.valueOf(canonical(value.decimalValue()));
        }
        return value;
    }

    private static BigDecimal canonical(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        int digits = stripped.precision() - stripped.scale();
        // 100 rather than 1E+2, but not a thousand zeros for 1E+1000.
        return stripped.scale() < 0 && digits <= MOST_PLAIN_DIGITS ? stripped.setScale(0) : stripped;
    }
}
