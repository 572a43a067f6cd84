package io.github.tolokaconnect.streams.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.streams.repair.Selection;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Selections of refused records: as the parameters of a query, and as the field {@code select} of a document. */
final class Selections {

    private static final List<String> FIELDS =
            List.of("error_class", "code", "path", "pool_id", "from", "to", "key_prefix");

    private Selections() {}

    static Selection of(Asked asked) {
        return new Selection(
                asked.text("class"),
                asked.text("code"),
                asked.text("path"),
                asked.text("pool"),
                asked.time("from"),
                asked.time("to"),
                asked.text("key_prefix"));
    }

    /** The parameters that {@link #of(Asked)} reads, each after an ampersand. */
    static String query(Selection selection) {
        return parameter("class", selection.errorClass())
                + parameter("code", selection.code())
                + parameter("path", selection.path())
                + parameter("pool", selection.poolId())
                + parameter("from", Json.timeOrNull(selection.from()))
                + parameter("to", Json.timeOrNull(selection.to()))
                + parameter("key_prefix", selection.keyPrefix());
    }

    /** The selection in {@code select}, whose fields are texts; an unknown one is refused, since without it more would be meant. */
    static Selection of(JsonNode select) {
        if (!select.isObject()) {
            throw Problem.unusable("select", "select is no object; {} selects all that wait.")
                    .toException();
        }
        for (Iterator<String> names = select.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!FIELDS.contains(name)) {
                throw Problem.unusable(
                                "select." + name,
                                "select has no such field; it knows " + String.join(", ", FIELDS) + ".")
                        .toException();
            }
        }
        return new Selection(
                text(select, "error_class"),
                text(select, "code"),
                text(select, "path"),
                text(select, "pool_id"),
                time(select, "from"),
                time(select, "to"),
                text(select, "key_prefix"));
    }

    /** The document that {@link #of(JsonNode)} reads. */
    static ObjectNode document(Selection selection) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        put(document, "error_class", selection.errorClass());
        put(document, "code", selection.code());
        put(document, "path", selection.path());
        put(document, "pool_id", selection.poolId());
        put(document, "from", Json.timeOrNull(selection.from()));
        put(document, "to", Json.timeOrNull(selection.to()));
        put(document, "key_prefix", selection.keyPrefix());
        return document;
    }

    private static void put(ObjectNode document, String name, @Nullable String value) {
        if (value != null) {
            document.put(name, value);
        }
    }

    private static @Nullable String text(JsonNode select, String name) {
        JsonNode value = select.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual() || value.asText().isEmpty()) {
            throw Problem.unusable(
                            "select." + name, "select." + name + " is no text, or empty; leave it out to mean all.")
                    .toException();
        }
        return value.asText();
    }

    private static @Nullable Instant time(JsonNode select, String name) {
        String text = text(select, name);
        try {
            return text == null ? null : Asked.parsed(text);
        } catch (DateTimeException e) {
            throw Problem.unusable("select." + name, "select." + name + " is not a time such as 2026-11-21T10:15:00Z.")
                    .toException();
        }
    }

    private static String parameter(String name, @Nullable String value) {
        return value == null ? "" : "&" + name + "=" + Asked.segment(value);
    }
}
