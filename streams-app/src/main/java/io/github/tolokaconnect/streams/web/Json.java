package io.github.tolokaconnect.streams.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** The one way in which this package writes JSON: snake case, absent values as null, times in UTC with milliseconds. */
final class Json {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private Json() {}

    static ByteBuffer bytes(Object view) {
        try {
            return ByteBuffer.wrap(MAPPER.writeValueAsBytes(view));
        } catch (JsonProcessingException e) {
            throw unwritable(view, e);
        }
    }

    static String text(Object view) {
        try {
            return MAPPER.writeValueAsString(view);
        } catch (JsonProcessingException e) {
            throw unwritable(view, e);
        }
    }

    static String time(Instant time) {
        return TIME.format(time);
    }

    private static UncheckedIOException unwritable(Object view, JsonProcessingException e) {
        return new UncheckedIOException(view.getClass().getSimpleName() + " cannot be written as JSON", e);
    }
}
