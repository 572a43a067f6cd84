package io.github.tolokaconnect.streams.select;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.github.tolokaconnect.events.RawJson;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads documents that people write: nothing is guessed, and what is wrong is said with its place. What a field may be is written where the
 * document's record is, in the factory that Jackson calls.
 */
final class Documents {

    /** Most digits of a number that a document may hold, before or behind the point. */
    static final int MOST_DIGITS = 30;

    private static final int MAX_DEPTH = 50;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .disable(JsonFactory.Feature.CHARSET_DETECTION)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual,
                    from -> from.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Documents() {}

    /** The document in {@code json} as a {@code type}. */
    static <T> T read(RawJson json, Class<T> type) throws InvalidDocumentException {
        try {
            T read = MAPPER.readerFor(type).readValue(json.toBytes());
            if (read == null) {
                throw new InvalidDocumentException("the document is null where an object is expected");
            }
            return read;
        } catch (UnrecognizedPropertyException e) {
            throw new InvalidDocumentException(place(e) + "there is no such field; allowed are "
                    + e.getKnownPropertyIds().stream()
                            .map(String::valueOf)
                            .sorted()
                            .collect(Collectors.joining(", ")));
        } catch (ValueInstantiationException e) {
            throw new InvalidDocumentException(problem(e));
        } catch (JsonMappingException e) {
            throw e.getCause() instanceof JsonParseException || e.getPath().isEmpty() ? malformed(e) : mismatched(e);
        } catch (IOException e) {
            throw malformed(e);
        }
    }

    /** {@code value}, which the field {@code name} must have. */
    static <T> T required(@Nullable T value, String name) {
        if (value == null) {
            throw new InvalidFieldException(name, "must be there");
        }
        return value;
    }

    /** {@code value}, which must lie in this range. */
    static int inRange(int value, String name, int least, int most) {
        if (value < least || value > most) {
            throw new InvalidFieldException(
                    name, "must be a whole number from " + least + " to " + most + ", and is " + value);
        }
        return value;
    }

    /** The elements of {@code list}, of which there must be so many. */
    static <T> List<T> sized(List<T> list, String name, int most) {
        if (list.isEmpty() || list.size() > most || list.contains(null)) {
            throw new InvalidFieldException(name, "must have 1 to " + most + " elements, and none that is null");
        }
        return List.copyOf(list);
    }

    /** The pointer in {@code text}. */
    static JsonPointer pointer(String text, String name) {
        if (!text.startsWith("/")) {
            throw new InvalidFieldException(
                    name,
                    "must be a JSON Pointer, which begins with a slash, such as /input/image, and is '" + text + "'");
        }
        return JsonPointer.compile(text);
    }

    private static String problem(ValueInstantiationException e) {
        if (e.getCause() instanceof InvalidFieldException invalid) {
            return pointer(e) + "/" + invalid.field() + ": " + invalid.getMessage();
        }
        return place(e)
                + (e.getCause() instanceof IllegalArgumentException ours ? ours.getMessage() : "is not allowed");
    }

    private static InvalidDocumentException malformed(IOException e) {
        String place = e instanceof JacksonException jackson && jackson.getLocation() != null
                ? " near line " + jackson.getLocation().getLineNr() + " column "
                        + jackson.getLocation().getColumnNr()
                : "";
        return new InvalidDocumentException(
                "the document is not one well-formed JSON object in UTF-8, with no field twice" + place);
    }

    private static InvalidDocumentException mismatched(JsonMappingException e) {
        String expected = e instanceof MismatchedInputException mismatched && mismatched.getTargetType() != null
                ? Expected.of(mismatched.getTargetType())
                : "another type";
        return new InvalidDocumentException(place(e) + "must be " + expected);
    }

    private static String place(JsonMappingException e) {
        return e.getPath().isEmpty() ? "" : pointer(e) + ": ";
    }

    private static String pointer(JsonMappingException e) {
        return e.getPath().stream()
                .map(step ->
                        "/" + (step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName()))
                .collect(Collectors.joining());
    }

    /** Types in the words of JSON. */
    private static final class Expected {

        private Expected() {}

        static String of(Class<?> type) {
            if (type == String.class) {
                return "a text";
            }
            if (type == Integer.class || type == int.class) {
                return "a whole number";
            }
            if (type == Boolean.class || type == boolean.class) {
                return "true or false";
            }
            if (Number.class.isAssignableFrom(type)) {
                return "a number";
            }
            return Iterable.class.isAssignableFrom(type) ? "an array" : "an object";
        }
    }
}
