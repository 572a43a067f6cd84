package io.github.tolokaconnect.streams.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.tolokaconnect.events.RawJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import org.jspecify.annotations.Nullable;

/** The one way in which this package writes JSON: snake case, absent values as null, times in UTC with milliseconds. */
final class Json {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private Json() {}

    static String text(Object view) {
        try {
            return MAPPER.writeValueAsString(view);
        } catch (JsonProcessingException e) {
            throw unwritable(view, e);
        }
    }

    /** The tree that would be written. */
    static JsonNode tree(Object view) {
        return MAPPER.valueToTree(view);
    }

    /** The one value in {@code json}; a name that comes twice in an object, and anything after the value, is an error. */
    static JsonNode parse(byte[] json) throws IOException {
        return MAPPER.readTree(json);
    }

    /** What {@code raw} holds; null if that is absent or no JSON. */
    static @Nullable JsonNode orNull(@Nullable RawJson raw) {
        if (raw == null) {
            return null;
        }
        try {
            return raw.toNode();
        } catch (IllegalStateException e) {
            // Documents of the control topic come from anywhere; that one of them is no JSON is said beside it.
            return null;
        }
    }

    static String time(Instant time) {
        return TIME.format(time);
    }

    static @Nullable String timeOrNull(@Nullable Instant time) {
        return time == null ? null : time(time);
    }

    private static UncheckedIOException unwritable(Object view, JsonProcessingException e) {
        return new UncheckedIOException(view.getClass().getSimpleName() + " cannot be written as JSON", e);
    }
}
