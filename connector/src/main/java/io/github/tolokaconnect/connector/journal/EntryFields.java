package io.github.tolokaconnect.connector.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Fields of an entry's JSON object, by name and type. A field that is missing or of another type is refused. */
record EntryFields(ObjectNode object) {

    String text(String field) {
        return text(field, object.path(field));
    }

    @Nullable
    String textOrNull(String field) {
        return isAbsent(field) ? null : text(field);
    }

    Set<String> texts(String field) {
        var texts = new HashSet<String>();
        if (!object.path(field).isArray()) {
            throw mistyped(field);
        }
        object.path(field).forEach(element -> texts.add(text(field, element)));
        return texts;
    }

    int whole(String field) {
        var node = object.path(field);
        if (!node.isInt()) {
            throw mistyped(field);
        }
        return node.intValue();
    }

    long number(String field) {
        var node = object.path(field);
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw mistyped(field);
        }
        return node.longValue();
    }

    @Nullable
    Long numberOrNull(String field) {
        return isAbsent(field) ? null : (Long) number(field);
    }

    OffsetSet offsets(String field) {
        return OffsetSet.parse(text(field));
    }

    Instant instant(String field) {
        return Instant.parse(text(field));
    }

    LocalDate day(String field) {
        return LocalDate.parse(text(field));
    }

    private boolean isAbsent(String field) {
        return object.path(field).isMissingNode() || object.path(field).isNull();
    }

    private static String text(String field, JsonNode node) {
        if (!node.isTextual()) {
            throw mistyped(field);
        }
        return node.textValue();
    }

    private static UnreadableEntryException mistyped(String field) {
        return new UnreadableEntryException("its field " + field + " is missing or of another type");
    }
}
