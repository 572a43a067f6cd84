package io.github.tolokaconnect.simulator.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.FieldError;
import io.github.tolokaconnect.simulator.fixture.FieldErrors;
import io.github.tolokaconnect.simulator.fixture.Pool;
import io.github.tolokaconnect.simulator.fixture.TaskSpec;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules for the top-level fields of a task. Each method adds what is wrong and goes on, so that all errors show at once. */
final class TaskRules {
    private static final String SOLUTIONS = "known_solutions";
    private static final String BASELINES = "baseline_solutions";
    private static final String HINT = "message_on_unknown_solution";
    private static final List<String> STRING_SETS =
            List.of("reserved_for", "unavailable_for", "traits_all_of", "traits_any_of", "traits_none_of_any");
    private static final Set<String> OWN = Set.of(
            "pool_id",
            "input_values",
            "overlap",
            "infinite_overlap",
            SOLUTIONS,
            BASELINES,
            HINT,
            "localization_config",
            "origin_task_id");
    /** What the API fills in. Its clients send a task as they read it, these fields included. */
    private static final Set<String> READ_ONLY = Set.of("id", "created", "remaining_overlap");

    private TaskRules() {}

    /** Checks all but the pool, the input values and the overlap. */
    static void checkExtras(ObjectNode task, @Nullable TaskSpec outputSpec, FieldErrors errors) {
        checkNames(task, errors);
        checkSolutions(task, outputSpec, errors);
        checkText(task, HINT, errors);
        checkText(task, "origin_task_id", errors);
        JsonNode localization = value(task, "localization_config");
        if (localization != null && !localization.isObject()) {
            errors.add("localization_config", FieldError.of("OBJECT_EXPECTED", "Value must be an object"));
        }
        for (String name : STRING_SETS) {
            checkStringSet(value(task, name), name, errors);
        }
    }

    /** Checks what a task may be changed to besides its overlap; {@code allowed} names the fields that may be there. */
    static void checkChange(ObjectNode change, Set<String> allowed, TaskSpec outputSpec, FieldErrors errors) {
        for (Iterator<String> names = change.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!allowed.contains(name)) {
                errors.add(name, FieldError.unknown());
            }
        }
        checkSolutions(change, outputSpec, errors);
        checkText(change, HINT, errors);
    }

    /** The overlap that a task asks for; null when it says nothing about it, or nothing valid. */
    static @Nullable Overlap overlap(ObjectNode task, int min, FieldErrors errors) {
        JsonNode count = value(task, "overlap");
        JsonNode infinite = value(task, "infinite_overlap");
        if (infinite != null && !infinite.isBoolean()) {
            errors.add("infinite_overlap", FieldError.of("BOOLEAN_EXPECTED", "Value must be a boolean"));
            return null;
        }
        if (infinite != null && infinite.booleanValue()) {
            if (count != null) {
                errors.add(
                        "overlap",
                        FieldError.of("VALUE_NOT_ALLOWED", "Value must be null when infinite_overlap is true"));
            }
            return Overlap.INFINITE;
        }
        return count != null ? finite(count, min, errors) : null;
    }

    private static @Nullable Overlap finite(JsonNode count, int min, FieldErrors errors) {
        if (!count.isIntegralNumber()) {
            errors.add("overlap", FieldError.of("INTEGER_EXPECTED", "Value must be an integer"));
            return null;
        }
        return checkRange(count.decimalValue(), min, Pool.MAX_OVERLAP, "overlap", errors)
                ? Overlap.of(count.intValue())
                : null;
    }

    private static void checkNames(ObjectNode task, FieldErrors errors) {
        for (Iterator<String> names = task.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!OWN.contains(name)
                    && !STRING_SETS.contains(name)
                    && !READ_ONLY.contains(name)
                    && !name.startsWith("__")) {
                errors.add(name, FieldError.unknown());
            }
        }
    }

    private static void checkSolutions(ObjectNode task, @Nullable TaskSpec outputSpec, FieldErrors errors) {
        checkSolutions(value(task, SOLUTIONS), SOLUTIONS, "correctness_weight", outputSpec, errors);
        checkSolutions(value(task, BASELINES), BASELINES, "confidence_weight", outputSpec, errors);
    }

    private static void checkSolutions(
            @Nullable JsonNode solutions,
            String path,
            String weightName,
            @Nullable TaskSpec outputSpec,
            FieldErrors errors) {
        if (solutions == null) {
            return;
        }
        if (!solutions.isArray()) {
            errors.add(path, FieldError.of("ARRAY_EXPECTED", "Value must be an array"));
            return;
        }
        for (int index = 0; index < solutions.size(); index++) {
            JsonNode solution = solutions.get(index);
            String place = path + "." + index;
            if (!solution.isObject()) {
                errors.add(place, FieldError.of("OBJECT_EXPECTED", "Value must be an object"));
                continue;
            }
            for (Iterator<String> names = solution.fieldNames(); names.hasNext(); ) {
                String name = names.next();
                if (!name.equals("output_values") && !name.equals(weightName)) {
                    errors.add(place + "." + name, FieldError.unknown());
                }
            }
            if (outputSpec != null) {
                outputSpec.check(solution.get("output_values"), place + ".output_values", errors);
            }
            checkWeight(value(solution, weightName), place + "." + weightName, errors);
        }
    }

    private static void checkWeight(@Nullable JsonNode weight, String path, FieldErrors errors) {
        if (weight == null) {
            return;
        }
        if (!weight.isNumber()) {
            errors.add(path, FieldError.of("FLOAT_EXPECTED", "Value must be a number"));
            return;
        }
        checkRange(weight.decimalValue(), 0, 1, path, errors);
    }

    private static boolean checkRange(BigDecimal value, int min, int max, String path, FieldErrors errors) {
        if (value.compareTo(BigDecimal.valueOf(min)) < 0) {
            errors.add(
                    path,
                    new FieldError("VALUE_LESS_THAN_MIN", "Value must be greater or equal to " + min, List.of(min)));
            return false;
        }
        if (value.compareTo(BigDecimal.valueOf(max)) > 0) {
            errors.add(
                    path,
                    new FieldError("VALUE_GREATER_THAN_MAX", "Value must be less or equal to " + max, List.of(max)));
            return false;
        }
        return true;
    }

    private static void checkText(ObjectNode task, String name, FieldErrors errors) {
        JsonNode value = value(task, name);
        if (value != null && !value.isTextual()) {
            errors.add(name, FieldError.of("STRING_EXPECTED", "Value must be a string"));
        }
    }

    private static void checkStringSet(@Nullable JsonNode array, String path, FieldErrors errors) {
        if (array == null) {
            return;
        }
        if (!array.isArray()) {
            errors.add(path, FieldError.of("ARRAY_EXPECTED", "Value must be an array"));
            return;
        }
        Set<String> seen = new HashSet<>();
        for (int index = 0; index < array.size(); index++) {
            JsonNode element = array.get(index);
            if (!element.isTextual()) {
                errors.add(path + "." + index, FieldError.of("STRING_EXPECTED", "Value must be a string"));
            } else if (!seen.add(element.textValue())) {
                errors.add(path, FieldError.of("DUPLICATE_VALUE_IN_ARRAY", "Values must be unique"));
            }
        }
    }

    /** The value of a field, null when it is missing or JSON's null, which the API takes for the same. */
    private static @Nullable JsonNode value(JsonNode object, String name) {
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? null : value;
    }
}
