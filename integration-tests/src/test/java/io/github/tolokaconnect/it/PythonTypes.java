package io.github.tolokaconnect.it;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the Python kit's classes can be made from. An attribute that is missing or null is fine, one that is there must convert, and
 * what the kit does not know it keeps; only the variants of operations, fields and views are picked by a name that must be known.
 */
final class PythonTypes {

    /** One of the kit's types. */
    @FunctionalInterface
    interface Type {
        /** Throws {@link Unreadable} if {@code value} does not convert; {@code at} says where it is. */
        void check(String at, JsonNode value);
    }

    /** Where the kit would end with an exception. */
    static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unreadable(String at, String expected, JsonNode value) {
            super(at + " must be " + expected + ", not " + value);
        }
    }

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern DATE =
            Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})(\\.[0-9]{1,6})?");

    private static final Type ANY = (at, value) -> {};
    private static final Type TEXT = ANY;
    private static final Type NUMBER =
            (at, value) -> require(value.isNumber() || value.asText("x").matches("-?[0-9]+"), at, "a number", value);
    private static final Type NAME = (at, value) -> require(value.isTextual(), at, "the name of a constant", value);
    private static final Type TIME = PythonTypes::checkDate;
    private static final Type DICT = dictOf(ANY);
    private static final Type FIELD_ERROR =
            object(Map.of("code", TEXT, "message", TEXT, "params", listOf(ANY)), Set.of("code", "message"));

    static final Type FIELD_ERRORS = dictOf(FIELD_ERROR);

    private static final Type SOLUTIONS = listOf(
            object(Map.of("output_values", DICT, "correctness_weight", NUMBER, "confidence_weight", NUMBER), Set.of()));

    static final Type TASK = and(
            object(
                    Map.of(
                            "id", NAME,
                            "pool_id", TEXT,
                            "input_values", DICT,
                            "created", TIME,
                            "overlap", NUMBER,
                            "remaining_overlap", NUMBER,
                            "reserved_for", listOf(TEXT),
                            "unavailable_for", listOf(TEXT),
                            "known_solutions", SOLUTIONS,
                            "baseline_solutions", SOLUTIONS),
                    Set.of("id", "pool_id", "input_values", "created")),
            PythonTypes::checkOverlap);

    static final Type CREATED_TASKS =
            object(Map.of("items", dictOf(TASK), "validation_errors", dictOf(FIELD_ERRORS)), Set.of("items"));

    static final Type OPERATION = object(
            Map.of(
                    "id", NAME,
                    "type", oneOf("TASK.BATCH_CREATE", "POOL.OPEN", "POOL.CLOSE", "POOL.ARCHIVE", "POOL.CLONE"),
                    "status", NAME,
                    "submitted", TIME,
                    "started", TIME,
                    "finished", TIME,
                    "progress", NUMBER,
                    "parameters", DICT),
            Set.of("id", "type", "status"));

    static final Type OPERATION_LOG = listOf(
            object(Map.of("type", TEXT, "input", DICT, "output", DICT), Set.of("type", "success", "input", "output")));

    static final Type POOL = object(
            Map.of(
                    "id", NAME,
                    "project_id", TEXT,
                    "status", NAME,
                    "type", NAME,
                    "last_close_reason", NAME,
                    "created", TIME,
                    "last_started", TIME,
                    "last_stopped", TIME,
                    "defaults", dictOf(NUMBER),
                    "mixer_config", DICT),
            Set.of("id", "project_id", "status"));

    private static final Type FIELD_SPECS = dictOf(object(
            Map.of(
                    "type",
                    oneOf(Pattern.compile("(array_)?(boolean|string|float|integer|url|file|coordinates|json)")),
                    "allowed_values",
                    listOf(ANY),
                    "min_length",
                    NUMBER,
                    "max_length",
                    NUMBER,
                    "min_value",
                    NUMBER,
                    "max_value",
                    NUMBER),
            Set.of("type")));

    static final Type PROJECT = object(
            Map.of(
                    "id",
                    NAME,
                    "status",
                    NAME,
                    "created",
                    TIME,
                    "assignments_issuing_type",
                    NAME,
                    "task_spec",
                    object(
                            Map.of(
                                    "input_spec",
                                    FIELD_SPECS,
                                    "output_spec",
                                    FIELD_SPECS,
                                    "view_spec",
                                    PythonTypes::checkView),
                            Set.of())),
            Set.of("id"));

    static final Type REQUESTER =
            object(Map.of("id", TEXT, "balance", NUMBER, "public_name", dictOf(TEXT), "company", DICT), Set.of("id"));

    private PythonTypes() {}

    /** The type of a page of a list. */
    static Type pageOf(Type item) {
        return object(Map.of("items", listOf(item), "has_more", ANY), Set.of("items", "has_more"));
    }

    /** Demands a text that the kit takes out of {@code value} by its name. */
    static void needText(JsonNode value, String name) {
        require(value.path(name).isTextual(), name, "there", value);
    }

    private static Type object(Map<String, Type> attributes, Set<String> needed) {
        return (at, value) -> {
            require(value.isObject(), at, "an object", value);
            for (var name : needed) {
                require(value.hasNonNull(name), at, "an object with " + name, value);
            }
            attributes.forEach((name, type) -> {
                if (value.hasNonNull(name)) {
                    type.check(at + "." + name, value.get(name));
                }
            });
        };
    }

    private static Type dictOf(Type type) {
        return (at, value) -> {
            require(value.isObject(), at, "an object", value);
            value.properties().forEach(field -> type.check(at + "." + field.getKey(), field.getValue()));
        };
    }

    private static Type listOf(Type type) {
        return (at, value) -> {
            require(value.isArray(), at, "an array", value);
            for (var index = 0; index < value.size(); index++) {
                type.check(at + "." + index, value.get(index));
            }
        };
    }

    private static Type oneOf(String... names) {
        return (at, value) ->
                require(List.of(names).contains(value.textValue()), at, "one of " + List.of(names), value);
    }

    private static Type oneOf(Pattern names) {
        return (at, value) -> require(names.matcher(value.asText()).matches(), at, "like " + names, value);
    }

    private static Type and(Type first, Type second) {
        return (at, value) -> {
            first.check(at, value);
            second.check(at, value);
        };
    }

    // The kit's constructor knows an overlap, or no limit, or neither; it checks that of answers, too.
    private static void checkOverlap(String at, JsonNode task) {
        var isInfinite = task.path("infinite_overlap");
        require(
                task.hasNonNull("overlap")
                        ? !isInfinite.asBoolean()
                        : !isInfinite.isBoolean() || isInfinite.asBoolean(),
                at,
                "a task with either an overlap or no limit",
                task);
    }

    // Before Python 3.11 a date with a zone's Z does not parse; the kit itself pads the fraction.
    private static void checkDate(String at, JsonNode value) {
        var date = DATE.matcher(value.asText());
        require(value.isTextual() && date.matches(), at, "a date without a zone", value);
        try {
            LocalDateTime.parse(date.group(1));
        } catch (DateTimeException e) {
            throw new Unreadable(at, "a date that exists", value);
        }
    }

    private static void checkView(String at, JsonNode view) {
        oneOf("classic", "tb").check(at + ".type", view.path("type"));
        if (view.path("type").asText().equals("tb")) {
            require(view.at("/lock/core").isTextual(), at, "a template with a lock of its core", view);
            try {
                require(JSON.readTree(view.path("config").asText()).isObject(), at, "a template with JSON in it", view);
            } catch (JsonProcessingException e) {
                throw new Unreadable(at, "a template with JSON in it", view);
            }
        } else {
            object(Map.of("assets", dictOf(listOf(TEXT))), Set.of()).check(at, view);
        }
    }

    private static void require(boolean isReadable, String at, String expected, JsonNode value) {
        if (!isReadable) {
            throw new Unreadable(at, expected, value);
        }
    }
}
