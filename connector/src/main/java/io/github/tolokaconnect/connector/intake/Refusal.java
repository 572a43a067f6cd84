package io.github.tolokaconnect.connector.intake;

import io.github.tolokaconnect.events.FieldError;

/** Codes of the checks made before a request. They are the platform's own names, so that consumers need one table only. */
final class Refusal {
    static final String ARRAY_EXPECTED = "ARRAY_EXPECTED";
    static final String BOOLEAN_EXPECTED = "BOOLEAN_EXPECTED";
    static final String DUPLICATE_VALUE_IN_ARRAY = "DUPLICATE_VALUE_IN_ARRAY";
    static final String ENTITY_ACCESS_DENIED = "ENTITY_ACCESS_DENIED";
    static final String FLOAT_EXPECTED = "FLOAT_EXPECTED";
    static final String INTEGER_EXPECTED = "INTEGER_EXPECTED";
    static final String INVALID_VALUE = "INVALID_VALUE";
    static final String JSON_EXPECTED = "JSON_EXPECTED";
    static final String NOT_NULL_BODY = "NOT_NULL_BODY";
    static final String OBJECT_EXPECTED = "OBJECT_EXPECTED";
    static final String OBJECT_SIZE_BYTES_GREATER_THAN_MAX = "OBJECT_SIZE_BYTES_GREATER_THAN_MAX";
    static final String STRING_EXPECTED = "STRING_EXPECTED";
    static final String VALUE_NOT_ALLOWED = "VALUE_NOT_ALLOWED";
    static final String VALUE_OUT_OF_BOUNDS = "VALUE_OUT_OF_BOUNDS";
    static final String VALUE_REQUIRED = "VALUE_REQUIRED";

    private Refusal() {}

    /** The error at a dotted path into the task; an empty path is the whole task. */
    static FieldError error(String path, String code, String message) {
        return path.isEmpty()
                ? FieldError.of(null, null, code, message)
                : FieldError.of(path, "/" + path.replace('.', '/'), code, message);
    }

    /** The error at the task's own field of that name, whatever characters it is made of (RFC 6901 escapes two of them). */
    static FieldError fieldError(String name, String code, String message) {
        return FieldError.of(name, "/" + name.replace("~", "~0").replace("/", "~1"), code, message);
    }
}
