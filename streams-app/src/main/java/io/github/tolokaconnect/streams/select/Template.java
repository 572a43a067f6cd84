package io.github.tolokaconnect.streams.select;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * How a prediction becomes a task: text that begins with a slash is a JSON Pointer into the prediction, {@code {"literal": …}} is what it
 * holds, and anything else is what it is.
 *
 * @param fields fields of the task
 */
record Template(Map<String, Part> fields) {

    static final String INPUT_VALUES = "input_values";
    static final String BASELINE_SOLUTIONS = "baseline_solutions";

    private static final String OVERLAP = "overlap";
    private static final int MAX_OVERLAP = 30_000;
    private static final String LITERAL = "literal";

    /** Fields of a task as the API defines it, without {@code pool_id}. */
    private static final Set<String> TASK_FIELDS = new TreeSet<>(Set.of(
            INPUT_VALUES,
            OVERLAP,
            "infinite_overlap",
            "known_solutions",
            BASELINE_SOLUTIONS,
            "message_on_unknown_solution",
            "localization_config",
            "reserved_for",
            "unavailable_for",
            "traits_all_of",
            "traits_any_of",
            "traits_none_of_any"));

    /** A part of the task. */
    sealed interface Part {}

    /** What a document says itself. */
    record Literal(JsonNode value) implements Part {}

    /** What is found in the prediction. */
    record Found(JsonPointer pointer) implements Part {}

    /** An object of parts. */
    record Fields(Map<String, Part> parts) implements Part {}

    /** An array of parts. */
    record Elements(List<Part> parts) implements Part {}

    /** As a document writes it. */
    @JsonCreator
    static Template of(Map<String, JsonNode> document) {
        for (String name : document.keySet()) {
            if (!TASK_FIELDS.contains(name)) {
                throw new InvalidFieldException(
                        name,
                        "there is no such field that a route gives a task; allowed are "
                                + String.join(", ", TASK_FIELDS) + ", and the pool is the route's own field");
            }
        }
        JsonNode input = Documents.required(document.get(INPUT_VALUES), INPUT_VALUES);
        if (!(part(input) instanceof Fields || part(input) instanceof Found)) {
            throw new InvalidFieldException(INPUT_VALUES, "must be an object, or a pointer to one");
        }
        JsonNode overlap = document.get(OVERLAP);
        if (overlap != null && overlap.isNumber()) {
            if (!overlap.isInt()) {
                throw new InvalidFieldException(OVERLAP, "must be a whole number from 1 to " + MAX_OVERLAP);
            }
            Documents.inRange(overlap.intValue(), OVERLAP, 1, MAX_OVERLAP);
        }
        return new Template(parts(document.entrySet()));
    }

    /** Whether tasks get {@code field} from here. */
    boolean has(String field) {
        return fields.containsKey(field);
    }

    /**
     * A new task for {@code prediction}; values in it are the prediction's own and not to be changed.
     *
     * @throws UnmappableException if the prediction lacks something, or its input values are no object
     */
    ObjectNode task(JsonNode prediction) throws UnmappableException {
        ObjectNode task = (ObjectNode) filled(new Fields(fields), prediction);
        if (!task.path(INPUT_VALUES).isObject()) {
            throw new UnmappableException(
                    "the route's field 'map' makes input_values of something in the prediction that is no object");
        }
        return task;
    }

    private static JsonNode filled(Part part, JsonNode prediction) throws UnmappableException {
        if (part instanceof Literal literal) {
            return literal.value();
        }
        if (part instanceof Found found) {
            return UnmappableException.found(prediction, found.pointer(), "map");
        }
        if (part instanceof Fields fields) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            for (Map.Entry<String, Part> field : fields.parts().entrySet()) {
                object.set(field.getKey(), filled(field.getValue(), prediction));
            }
            return object;
        }
        if (part instanceof Elements elements) {
            ArrayNode array =
                    JsonNodeFactory.instance.arrayNode(elements.parts().size());
            for (Part element : elements.parts()) {
                array.add(filled(element, prediction));
            }
            return array;
        }
        throw new AssertionError(part);
    }

    private static Part part(JsonNode document) {
        if (document.isTextual() && document.textValue().startsWith("/")) {
            return new Found(JsonPointer.compile(document.textValue()));
        }
        if (document.isObject()) {
            return document.size() == 1 && document.has(LITERAL)
                    ? new Literal(document.path(LITERAL))
                    : new Fields(parts(document.properties()));
        }
        if (document.isArray()) {
            List<Part> parts = new ArrayList<>();
            document.forEach(element -> parts.add(part(element)));
            return new Elements(parts);
        }
        return new Literal(document);
    }

    private static Map<String, Part> parts(Set<Map.Entry<String, JsonNode>> document) {
        Map<String, Part> parts = new LinkedHashMap<>();
        document.forEach(field -> parts.put(field.getKey(), part(field.getValue())));
        return parts;
    }
}
