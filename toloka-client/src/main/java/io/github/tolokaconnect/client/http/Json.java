package io.github.tolokaconnect.client.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Reads JSON as the platform sends it: what is absent, null or of another type is null here. */
final class Json {

    /** Values of tasks are the requesters' business: no length of theirs is an error of the answer. */
    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE)
                            .maxNumberLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private Json() {}

    static JsonParser parser(byte[] bytes) throws IOException {
        return MAPPER.createParser(bytes);
    }

    static JsonParser parser(InputStream stream) throws IOException {
        return MAPPER.createParser(stream);
    }

    /** The value at the parser's next token. */
    static JsonNode nextTree(JsonParser parser) throws IOException {
        if (parser.nextToken() == null) {
            throw new UnreadableAnswerException("the body is empty");
        }
        return tree(parser);
    }

    /** The value at the parser's current token. */
    static JsonNode tree(JsonParser parser) throws IOException {
        return MAPPER.readTree(parser);
    }

    /** Moves to the start of the object or array that must come next. */
    static void expect(JsonParser parser, JsonToken start, String what) throws IOException {
        JsonToken token = parser.nextToken();
        if (token != start) {
            throw new UnreadableAnswerException(what + " starts with "
                    + (token == null ? "the end of the body" : token.name()) + " instead of " + start.name());
        }
    }

    /** Text, or a number or truth value as text. */
    static @Nullable String text(JsonNode object, String field) {
        JsonNode value = object.path(field);
        return value.isValueNode() && !value.isNull() ? value.asText() : null;
    }

    static String requiredText(JsonNode object, String field, String what) throws UnreadableAnswerException {
        String text = text(object, field);
        if (text == null) {
            throw new UnreadableAnswerException(what + " has no " + field);
        }
        return text;
    }

    static @Nullable Boolean flag(JsonNode object, String field) {
        JsonNode value = object.path(field);
        return value.isBoolean() ? (Boolean) value.booleanValue() : null;
    }

    static @Nullable Integer integer(JsonNode object, String field) {
        JsonNode value = object.path(field);
        return value.canConvertToExactIntegral() && value.canConvertToInt() ? (Integer) value.intValue() : null;
    }

    static @Nullable Long longInteger(JsonNode object, String field) {
        JsonNode value = object.path(field);
        return value.canConvertToExactIntegral() && value.canConvertToLong() ? (Long) value.longValue() : null;
    }

    static @Nullable BigDecimal decimal(JsonNode object, String field) {
        JsonNode value = object.path(field);
        return value.isNumber() ? value.decimalValue() : null;
    }

    /** A time in UTC, with or without fraction of a second, with or without a trailing {@code Z}. */
    static @Nullable Instant time(JsonNode object, String field) {
        return time(text(object, field));
    }

    static @Nullable Instant time(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            String local = text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
            return LocalDateTime.parse(local).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** A non-negative index written as a number or as text. */
    static @Nullable Integer index(@Nullable String text) {
        if (text == null || text.isEmpty() || text.length() > 9) {
            return null;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return null;
            }
        }
        return Integer.valueOf(text);
    }
}
