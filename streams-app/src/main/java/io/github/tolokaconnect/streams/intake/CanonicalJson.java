package io.github.tolokaconnect.streams.intake;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One spelling for each JSON value: fields in the order of their names, no white space, numbers without needless zeros. Values that mean
 * the same have the same bytes, however they were written.
 */
public final class CanonicalJson {

    /** Numbers with more zeros than that are written with an exponent: a short text must not become a long one. */
    private static final int MOST_ZEROS = 40;

    private static final int USUAL_BYTES = 256;
    private static final JsonMapper MAPPER = new JsonMapper();

    private CanonicalJson() {}

    /** The bytes of {@code value}. */
    public static byte[] bytes(JsonNode value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
        try (JsonGenerator to = MAPPER.createGenerator(bytes)) {
            write(value, to);
        } catch (IOException e) {
            throw new UncheckedIOException("a tree that cannot be written as JSON", e);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonNode value, JsonGenerator to) throws IOException {
        if (value.isObject()) {
            List<String> names = new ArrayList<>(value.size());
            value.fieldNames().forEachRemaining(names::add);
            Collections.sort(names);
            to.writeStartObject();
            for (String name : names) {
                to.writeFieldName(name);
                write(value.path(name), to);
            }
            to.writeEndObject();
        } else if (value.isArray()) {
            to.writeStartArray();
            for (JsonNode element : value) {
                write(element, to);
            }
            to.writeEndArray();
        } else if (value.isInt() || value.isLong()) {
            to.writeNumber(value.longValue());
        } else if (value.isNumber()) {
            to.writeNumber(number(value.decimalValue()));
        } else {
            to.writeTree(value);
        }
    }

    private static String number(BigDecimal value) {
        if (value.signum() == 0) {
            return "0";
        }
        BigDecimal stripped = value.stripTrailingZeros();
        return Math.abs(stripped.scale()) <= MOST_ZEROS ? stripped.toPlainString() : stripped.toString();
    }
}
