package io.github.tolokaconnect.streams.repair;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tolokaconnect.events.RawJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Iterator;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Replays as JSON documents of the control topic. */
final class ReplayDocument {

    private static final String ERROR_CLASS = "error_class";
    private static final String CODE = "code";
    private static final String PATH = "path";
    private static final String POOL_ID = "pool_id";
    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String KEY_PREFIX = "key_prefix";
    private static final Set<String> CONDITIONS = Set.of(ERROR_CLASS, CODE, PATH, POOL_ID, FROM, TO, KEY_PREFIX);
    private static final String RECORDS_PER_SECOND = "records_per_second";

    private ReplayDocument() {}

    /**
     * The replay that {@code document} orders.
     *
     * @throws IllegalArgumentException if it orders none, with a sentence that names the field and what is allowed
     */
    static Replay parse(RawJson document) {
        JsonNode json;
        try {
            json = document.toNode();
        } catch (IllegalStateException e) {
            throw new IllegalArgumentException("the replay is not well-formed JSON");
        }
        if (!json.isObject()) {
            throw new IllegalArgumentException("the replay is no JSON object");
        }
        JsonNode patch = json.path("patch");
        return new Replay(
                id(some(json, "id")),
                time(some(json, "requested"), "requested"),
                some(json, "by"),
                selection(json.path("select")),
                patch.isMissingNode() || patch.isNull() ? null : patch(patch),
                recordsPerSecond(json.path(RECORDS_PER_SECOND)));
    }

    /** A field that is not known is refused: a condition that is overlooked would select more than was meant. */
    private static Selection selection(JsonNode json) {
        if (!json.isObject()) {
            throw new IllegalArgumentException("select is missing or no object; {} selects all");
        }
        for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!CONDITIONS.contains(name)) {
                throw new IllegalArgumentException("select has no condition '" + name
                        + "'; known are error_class, code, path, pool_id, from, to and key_prefix");
            }
        }
        return new Selection(
                text(json, ERROR_CLASS),
                text(json, CODE),
                text(json, PATH),
                text(json, POOL_ID),
                optionalTime(json, FROM),
                optionalTime(json, TO),
                text(json, KEY_PREFIX));
    }

    private static RawJson patch(JsonNode patch) {
        if (!patch.isObject()) {
            throw new IllegalArgumentException("patch is no JSON object; it changes fields of a task");
        }
        return RawJson.of(patch);
    }

    private static @Nullable Integer recordsPerSecond(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.canConvertToInt() || !value.isIntegralNumber() || value.intValue() < 1) {
            throw new IllegalArgumentException(RECORDS_PER_SECOND + " is no whole number of 1 or more");
        }
        return value.intValue();
    }

    private static String some(JsonNode json, String field) {
        String text = text(json, field);
        if (text == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return text;
    }

    private static @Nullable String text(JsonNode json, String field) {
        JsonNode value = json.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw new IllegalArgumentException(field + " is no string");
        }
        return value.textValue();
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("id is no UUID", e);
        }
    }

    private static @Nullable Instant optionalTime(JsonNode json, String field) {
        String text = text(json, field);
        return text == null ? null : time(text, field);
    }

    private static Instant time(String text, String field) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(field + " is no time of RFC 3339, such as 2026-11-23T08:00:00Z", e);
        }
    }
}
