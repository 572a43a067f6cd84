package io.github.tolokaconnect.streams.stats;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stats as JSON, as they are published: {@code count}, and of the other fields those that say something. */
final class StatCodec {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int USUAL_SIZE = 200;

    private StatCodec() {}

    static byte[] encode(Stat stat) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_SIZE);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberField("count", stat.count());
            if (!stat.buckets().isEmpty()) {
                json.writeNumberField("seconds", stat.seconds());
                json.writeArrayFieldStart("buckets");
                for (long bucket : stat.buckets()) {
                    json.writeNumber(bucket);
                }
                json.writeEndArray();
            }
            if (!stat.samples().isEmpty()) {
                json.writeArrayFieldStart("samples");
                for (UUID sample : stat.samples()) {
                    json.writeString(sample.toString());
                }
                json.writeEndArray();
            }
            if (stat.last() != null) {
                json.writeStringField("last", stat.last().toString());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a stat that cannot be written", e);
        }
        return bytes.toByteArray();
    }

    /** The stat in {@code bytes}; throws IllegalArgumentException if there is none. */
    static Stat decode(byte[] bytes) {
        long count = 0;
        double seconds = 0;
        List<Long> buckets = List.of();
        List<UUID> samples = List.of();
        @Nullable Instant last = null;
        try (JsonParser json = JSON.createParser(bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("not a stat: no JSON object");
            }
            for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                json.nextToken();
                switch (field) {
                    case "count" -> count = json.getLongValue();
                    case "seconds" -> seconds = json.getDoubleValue();
                    case "buckets" -> buckets = longs(json);
                    case "samples" -> samples = ids(json);
                    case "last" -> last = Instant.parse(json.getText());
                    default -> json.skipChildren();
                }
            }
        } catch (IOException | DateTimeException e) {
            throw new IllegalArgumentException("not a stat", e);
        }
        return new Stat(count, seconds, buckets, samples, last);
    }

    private static List<Long> longs(JsonParser json) throws IOException {
        List<Long> longs = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            longs.add(json.getLongValue());
        }
        return longs;
    }

    private static List<UUID> ids(JsonParser json) throws IOException {
        List<UUID> ids = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            ids.add(UUID.fromString(json.getText()));
        }
        return ids;
    }
}
