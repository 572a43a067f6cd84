package io.github.tolokaconnect.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A digest that two JSON texts share if they mean the same: SHA-256 of the text with keys sorted, no white space, one way to
 * write each string, and numbers reduced to their value (so {@code 1}, {@code 1.0} and {@code 1e0} are one).
 *
 * <p>A task that was sent and its echo in an operation log are compared by it when the log lost the marker. Equal digests
 * mean equal contents, not the same task.
 */
public final class CanonicalInput {

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();

    /** Digits beyond which a number is compared as it is written, since reducing it would cost too much. */
    private static final int MAX_REDUCED_DIGITS = 1_000;

    private CanonicalInput() {}

    /**
     * The digest of one JSON value.
     *
     * @param json UTF-8
     * @return 64 lower-case hex digits
     * @throws IllegalArgumentException if the bytes are not one JSON value
     */
    public static String sha256(byte[] json, int offset, int length) {
        try (JsonParser parser = JSON.createParser(json, offset, length)) {
            if (parser.nextToken() == null) {
                throw new IllegalArgumentException("no JSON value in " + length + " bytes");
            }
            String digest = sha256(parser);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("more than one JSON value in " + length + " bytes");
            }
            return digest;
        } catch (IOException e) {
            // Jackson quotes the content, so its exception is not passed on.
            throw new IllegalArgumentException("no JSON value in " + length + " bytes");
        }
    }

    /**
     * The digest of the value at the parser's current token; leaves the parser at the value's last token.
     *
     * @return 64 lower-case hex digits
     */
    public static String sha256(JsonParser parser) throws IOException {
        MessageDigest digest = newDigest();
        try (JsonGenerator json =
                JSON.createGenerator(new DigestOutputStream(OutputStream.nullOutputStream(), digest))) {
            write(json, read(parser));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    private static @Nullable Object read(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, @Nullable Object> fields = new TreeMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                fields.put(name, read(parser));
            }
            return fields;
        }
        if (token == JsonToken.START_ARRAY) {
            List<@Nullable Object> elements = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                elements.add(read(parser));
            }
            return elements;
        }
        if (token.isNumeric()) {
            return new NumberText(reduced(parser.getText()));
        }
        return switch (token) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> parser.getText();
        };
    }

    private static String reduced(String number) {
        if (number.length() > MAX_REDUCED_DIGITS) {
            return number;
        }
        try {
            BigDecimal value = new BigDecimal(number).stripTrailingZeros();
            return value.unscaledValue() + "E" + -(long) value.scale();
        } catch (NumberFormatException e) {
            return number; // JSON allows exponents that no BigDecimal can hold
        }
    }

    private static void write(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Map<?, ?> fields) {
            json.writeStartObject();
            for (Map.Entry<?, ?> field : fields.entrySet()) {
                json.writeFieldName((String) field.getKey());
                write(json, field.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof List<?> elements) {
            json.writeStartArray();
            for (Object element : elements) {
                write(json, element);
            }
            json.writeEndArray();
        } else if (value instanceof NumberText number) {
            json.writeNumber(number.text());
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else {
            json.writeString((String) value);
        }
    }

    /** A number in its reduced form, told apart from a string of the same characters. */
    private record NumberText(String text) {}
}
