package io.github.tolokaconnect.events;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/**
 * Instants as RFC 3339 in UTC to the millisecond, durations as whole milliseconds, decimals as strings, raw JSON as its
 * own bytes.
 */
final class WireTypes extends SimpleModule {

    private static final long serialVersionUID = 1L;

    /** Reader attribute that holds the array being read, of which raw values are slices. */
    static final String SOURCE = "source";

    private static final DateTimeFormatter TO_THE_MILLISECOND =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    // No exponent: a short text must not become a number of a billion digits.
    private static final Pattern PLAIN_DECIMAL = Pattern.compile("-?[0-9]{1,40}(\\.[0-9]{1,40})?");

    WireTypes() {
        super("toloka-connect-events");
        addSerializer(new InstantWriter());
        addDeserializer(Instant.class, new InstantReader());
        addSerializer(new DurationWriter());
        addDeserializer(Duration.class, new DurationReader());
        addSerializer(new DecimalWriter());
        addDeserializer(BigDecimal.class, new DecimalReader());
        addSerializer(new RawJsonWriter());
        addDeserializer(RawJson.class, new RawJsonReader());
    }

    static String rfc3339(Instant instant) {
        return TO_THE_MILLISECOND.format(instant);
    }

    private static final class InstantWriter extends StdScalarSerializer<Instant> {

        private static final long serialVersionUID = 1L;

        InstantWriter() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant instant, JsonGenerator to, SerializerProvider provider) throws IOException {
            to.writeString(rfc3339(instant));
        }
    }

    private static final class InstantReader extends StdScalarDeserializer<Instant> {

        private static final long serialVersionUID = 1L;

        InstantReader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser from, DeserializationContext context) throws IOException {
            if (!from.hasToken(JsonToken.VALUE_STRING)) {
                return context.reportInputMismatch(Instant.class, "no string");
            }
            try {
                return OffsetDateTime.parse(from.getText()).toInstant();
            } catch (DateTimeException e) {
                return context.reportInputMismatch(Instant.class, "no RFC 3339 time with an offset");
            }
        }
    }

    private static final class DurationWriter extends StdScalarSerializer<Duration> {

        private static final long serialVersionUID = 1L;

        DurationWriter() {
            super(Duration.class);
        }

        @Override
        public void serialize(Duration duration, JsonGenerator to, SerializerProvider provider) throws IOException {
            to.writeNumber(duration.toMillis());
        }
    }

    private static final class DurationReader extends StdScalarDeserializer<Duration> {

        private static final long serialVersionUID = 1L;

        DurationReader() {
            super(Duration.class);
        }

        @Override
        public Duration deserialize(JsonParser from, DeserializationContext context) throws IOException {
            if (!from.hasToken(JsonToken.VALUE_NUMBER_INT)) {
                return context.reportInputMismatch(Duration.class, "no whole number of milliseconds");
            }
            return Duration.ofMillis(from.getLongValue());
        }
    }

    private static final class DecimalWriter extends StdScalarSerializer<BigDecimal> {

        private static final long serialVersionUID = 1L;

        DecimalWriter() {
            super(BigDecimal.class);
        }

        @Override
        public void serialize(BigDecimal decimal, JsonGenerator to, SerializerProvider provider) throws IOException {
            to.writeString(decimal.toPlainString());
        }
    }

    private static final class DecimalReader extends StdScalarDeserializer<BigDecimal> {

        private static final long serialVersionUID = 1L;

        DecimalReader() {
            super(BigDecimal.class);
        }

        @Override
        public BigDecimal deserialize(JsonParser from, DeserializationContext context) throws IOException {
            if (!from.hasToken(JsonToken.VALUE_STRING)
                    || !PLAIN_DECIMAL.matcher(from.getText()).matches()) {
                return context.reportInputMismatch(BigDecimal.class, "no decimal string");
            }
            return new BigDecimal(from.getText());
        }
    }

    private static final class RawJsonWriter extends StdSerializer<RawJson> {

        private static final long serialVersionUID = 1L;

        RawJsonWriter() {
            super(RawJson.class);
        }

        @Override
        public void serialize(RawJson json, JsonGenerator to, SerializerProvider provider) throws IOException {
            to.writeRawValue(new VerbatimJson(json));
        }
    }

    private static final class RawJsonReader extends StdDeserializer<RawJson> {

        private static final long serialVersionUID = 1L;

        RawJsonReader() {
            super(RawJson.class);
        }

        @Override
        public RawJson deserialize(JsonParser from, DeserializationContext context) throws IOException {
            byte[] source = (byte[]) context.getAttribute(SOURCE);
            int start = (int) from.currentTokenLocation().getByteOffset();
            from.skipChildren();
            from.finishToken();
            int end = (int) from.currentLocation().getByteOffset();
            return RawJson.of(source, start, end - start);
        }
    }
}
