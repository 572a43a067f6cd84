package io.github.tolokaconnect.simulator.request;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tolokaconnect.simulator.fixture.FieldError;
import io.github.tolokaconnect.simulator.fixture.FieldErrors;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The checks that fields of different meaning share. Each adds what is wrong and goes on, so that all errors show at once. */
final class FieldChecks {
    private FieldChecks() {}

    /** The value of a field, null when it is missing or JSON's null, which the API takes for the same. */
    static @Nullable JsonNode value(JsonNode object, String name) {
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? null : value;
    }

    static void checkNames(JsonNode object, Set<String> allowed, String prefix, FieldErrors errors) {
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!allowed.contains(name)) {
                errors.add(prefix + name, FieldError.unknown());
            }
        }
    }

    static void checkText(@Nullable JsonNode value, String path, FieldErrors errors) {
        if (value != null && !value.isTextual()) {
            errors.add(path, FieldError.noString());
        }
    }

    static void checkRequiredText(@Nullable JsonNode value, String path, FieldErrors errors) {
        if (value == null) {
            errors.add(path, FieldError.required());
        }
        checkText(value, path, errors);
    }

    static void checkStringSet(@Nullable JsonNode array, String path, FieldErrors errors) {
        if (array == null) {
            return;
        }
        if (!array.isArray()) {
            errors.add(path, FieldError.noArray());
            return;
        }
        Set<String> seen = new HashSet<>();
        for (int index = 0; index < array.size(); index++) {
            JsonNode element = array.get(index);
            String place = path + "." + index;
            if (element.isNull()) {
                errors.add(place, FieldError.required());
            } else if (!element.isTextual()) {
                errors.add(place, FieldError.noString());
            } else if (!seen.add(element.textValue())) {
                errors.add(path, FieldError.of("DUPLICATE_VALUE_IN_ARRAY", "Values must be unique"));
            }
        }
    }

    static boolean checkRange(BigDecimal value, int min, int max, String path, FieldErrors errors) {
        if (value.compareTo(BigDecimal.valueOf(min)) < 0) {
            errors.add(path, FieldError.below(min));
            return false;
        }
        if (value.compareTo(BigDecimal.valueOf(max)) > 0) {
            errors.add(path, FieldError.above(max));
            return false;
        }
        return true;
    }
}
