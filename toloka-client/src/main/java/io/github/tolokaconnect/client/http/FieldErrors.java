package io.github.tolokaconnect.client.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tolokaconnect.client.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Gathers field errors from a validation payload, in each layout that is known of: by path ({@code {"overlap": error}}), by
 * index and path ({@code {"1": {"input_values.image": error}}}), and by a path that begins with the index ({@code
 * {"1.input_values.image": error}}). An error is an object with a textual {@code code} or {@code message}; a list of them counts
 * one by one; everything else in a payload is no field error and is left out.
 */
final class FieldErrors {

    private final List<FieldError> fields = new ArrayList<>();
    private final Map<Integer, List<FieldError>> items = new TreeMap<>();

    static FieldErrors of(JsonNode payload) {
        FieldErrors errors = new FieldErrors();
        payload.properties().forEach(entry -> errors.add(entry.getKey(), entry.getValue()));
        return errors;
    }

    List<FieldError> fields() {
        return fields;
    }

    Map<Integer, List<FieldError>> items() {
        return items;
    }

    /** All errors, for a payload that is about a single item. */
    List<FieldError> all() {
        List<FieldError> all = new ArrayList<>(fields);
        items.values().forEach(all::addAll);
        return all;
    }

    /** Adds what one entry of a payload holds. */
    void add(String key, JsonNode value) {
        int dot = key.indexOf('.');
        Integer index = Json.index(dot < 0 ? key : key.substring(0, dot));
        String path = index == null ? key : dot < 0 ? "" : key.substring(dot + 1);
        add(index, path, value);
    }

    private void add(@Nullable Integer index, String path, JsonNode value) {
        if (value.isArray()) {
            value.forEach(element -> add(index, path, element));
        } else if (isError(value)) {
            List<FieldError> target =
                    index == null ? fields : items.computeIfAbsent(index, unused -> new ArrayList<>());
            target.add(toFieldError(path, value));
        } else if (value.isObject()) {
            value.properties()
                    .forEach(field -> add(
                            index, path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue()));
        }
    }

    private static boolean isError(JsonNode value) {
        return value.path("code").isTextual() || value.path("message").isTextual();
    }

    private static FieldError toFieldError(String path, JsonNode error) {
        String code = Json.text(error, "code");
        List<Object> params = new ArrayList<>();
        error.path("params").forEach(param -> params.add(toParam(param)));
        return new FieldError(path, code == null ? FieldError.NO_CODE : code, Json.text(error, "message"), params);
    }

    private static Object toParam(JsonNode param) {
        if (param.isNumber()) {
            return param.numberValue();
        }
        if (param.isBoolean()) {
            return param.booleanValue();
        }
        return param.isTextual() ? param.textValue() : param.toString();
    }
}
