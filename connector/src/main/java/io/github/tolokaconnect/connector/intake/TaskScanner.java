package io.github.tolokaconnect.connector.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.github.tolokaconnect.events.FieldError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a task's bytes once, from its opening brace to its end, and finds what the connector has to know: whether the bytes
 * are one JSON object, where the pool and the input values stand, how large they are, and what the platform would refuse
 * anyway. One scanner reads one task; the bytes are never copied.
 */
final class TaskScanner {

    /** Largest overlap that the API takes. */
    static final int MAX_OVERLAP = 30_000;

    /** Deepest nesting of a task; its results wrap it once more, and whoever reads them has a limit of 1,000. */
    static final int MAX_DEPTH = 500;
    /** Most errors told about one task: enough to mend it, and small enough for an event. */
    static final int MAX_ERRORS = 50;

    /** Without guesses at other encodings: positions count bytes of UTF-8. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private final byte[] json;
    private final List<FieldError> errors = new ArrayList<>(0);
    private final HashSet<String> seen = new HashSet<>();

    private int membersStart;
    private TaskItem.Span members = TaskItem.Span.NONE;
    private TaskItem.Span poolValue = TaskItem.Span.NONE;
    private TaskItem.Span nullOverlap = TaskItem.Span.NONE;
    private TaskItem.Span input = TaskItem.Span.NONE;
    private int outputBytes;
    private boolean overlapStated;
    private int overlap;
    private boolean infinite;
    private @Nullable String pool;
    private boolean readable;

    private TaskScanner(byte[] json) {
        this.json = json;
    }

    /** Reads a whole task. */
    static TaskScanner task(byte[] json) {
        var scanner = new TaskScanner(json);
        scanner.scan(scanner::readTask);
        return scanner;
    }

    /** Reads {@code input_values} alone. */
    static TaskScanner inputValues(byte[] json) {
        var scanner = new TaskScanner(json);
        scanner.scan(scanner::readInputValues);
        return scanner;
    }

    /** Whether the bytes are one JSON value and nothing else; a value that is not an object has errors all the same. */
    boolean isReadable() {
        return readable;
    }

    /** What is wrong with the task, the first {@value #MAX_ERRORS} flaws; empty if nothing is. */
    List<FieldError> errors() {
        return errors;
    }

    /** The task's own {@code pool_id}, if it has one. */
    @Nullable
    String pool() {
        return pool;
    }

    /** Whether the task says itself how many people answer it, a null says nothing. */
    boolean statesOverlap() {
        return overlapStated;
    }

    /** The task's own overlap, 0 if it has none. */
    int overlap() {
        return overlap;
    }

    /** Where to cut the bytes; means nothing while there are errors. */
    TaskItem.Cut cut() {
        return new TaskItem.Cut(members, poolValue, nullOverlap, input, outputBytes);
    }

    private interface Reading {
        void read(JsonParser parser) throws IOException;
    }

    private void scan(Reading reading) {
        var flaw = Utf8.firstFlaw(json);
        if (flaw.isPresent()) {
            refuse("", Refusal.JSON_EXPECTED, "The value is not JSON in UTF-8: unreadable at byte " + flaw.getAsInt());
            return;
        }
        try (var parser = JSON.createParser(json)) {
            if (parser.nextToken() == null) {
                throw new JsonParseException(parser, "no JSON value");
            }
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                membersStart = position(parser);
                reading.read(parser);
            } else {
                parser.skipChildren();
                refuse("", Refusal.OBJECT_EXPECTED, "The value must be a JSON object");
            }
            members = membersStart < 0 ? TaskItem.Span.NONE : new TaskItem.Span(membersStart, position(parser));
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "more than one JSON value");
            }
            readable = true;
        } catch (JsonProcessingException malformed) {
            errors.clear();
            refuse("", Refusal.JSON_EXPECTED, "The value is not JSON in UTF-8: " + place(malformed));
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading bytes in memory failed", impossible);
        }
    }

    /** Where and not what: Jackson's own message may quote the payload. */
    private static String place(JsonProcessingException malformed) {
        var location = malformed.getLocation();
        return location == null
                ? "unreadable, or nested deeper than " + MAX_DEPTH
                : "unreadable at byte " + location.getByteOffset();
    }

    private void readTask(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var name = parser.currentName();
            parser.nextToken();
            if (!seen.add(name)) {
                add(Refusal.fieldError(name, Refusal.VALUE_NOT_ALLOWED, "The field is there twice"));
            }
            readMember(parser, name);
        }
        if (!seen.contains("input_values")) {
            refuse("input_values", Refusal.VALUE_REQUIRED, "Value must be present and not equal to null");
        }
        if (overlap > 0 && infinite) {
            refuse("overlap", Refusal.VALUE_NOT_ALLOWED, "Give overlap or infinite_overlap=true, not both");
        }
    }

    private void readMember(JsonParser parser, String name) throws IOException {
        switch (name) {
            case "pool_id" -> readPool(parser);
            case "input_values" -> readInput(parser);
            case "overlap" -> readOverlap(parser);
            case "infinite_overlap" -> readInfiniteOverlap(parser);
            case "known_solutions" -> readSolutions(parser, name, "correctness_weight");
            case "baseline_solutions" -> readSolutions(parser, name, "confidence_weight");
            case "reserved_for", "unavailable_for" -> readUsers(parser, name);
            case TaskItem.MARKER -> {
                refuse(name, Refusal.VALUE_NOT_ALLOWED, "The field is reserved for the connector");
                parser.skipChildren();
            }
            default -> parser.skipChildren();
        }
    }

    private void readPool(JsonParser parser) throws IOException {
        int from = start(parser);
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            pool = parser.getText();
            poolValue = new TaskItem.Span(from, position(parser));
        } else if (parser.currentToken() == JsonToken.VALUE_NULL) {
            poolValue = new TaskItem.Span(from, position(parser));
        } else {
            parser.skipChildren();
            refuse("pool_id", Refusal.STRING_EXPECTED, "Value must be a string");
        }
    }

    private void readInputValues(JsonParser parser) throws IOException {
        readInput(parser);
        membersStart = -1;
    }

    private void readInput(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            int from = start(parser);
            parser.skipChildren();
            input = new TaskItem.Span(from, position(parser));
        } else {
            boolean missing = parser.currentToken() == JsonToken.VALUE_NULL;
            parser.skipChildren();
            refuse(
                    "input_values",
                    missing ? Refusal.VALUE_REQUIRED : Refusal.OBJECT_EXPECTED,
                    missing ? "Value must be present and not equal to null" : "Value must be an object");
        }
    }

    private void readOverlap(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            int from = start(parser);
            nullOverlap = new TaskItem.Span(from, position(parser));
            return;
        }
        overlapStated = true;
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            parser.skipChildren();
            refuse("overlap", Refusal.INTEGER_EXPECTED, "Value must be an integer");
        } else if (parser.getNumberType() != JsonParser.NumberType.INT
                || parser.getIntValue() < 1
                || parser.getIntValue() > MAX_OVERLAP) {
            refuse("overlap", Refusal.VALUE_OUT_OF_BOUNDS, "Value must be from 1 to " + MAX_OVERLAP);
        } else {
            overlap = parser.getIntValue();
        }
    }

    private void readInfiniteOverlap(JsonParser parser) throws IOException {
        overlapStated |= parser.currentToken() == JsonToken.VALUE_TRUE;
        infinite = parser.currentToken() == JsonToken.VALUE_TRUE;
        if (!parser.currentToken().isBoolean() && parser.currentToken() != JsonToken.VALUE_NULL) {
            parser.skipChildren();
            refuse("infinite_overlap", Refusal.BOOLEAN_EXPECTED, "Value must be true or false");
        }
    }

    private void readSolutions(JsonParser parser, String name, String weight) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            refuse(name, Refusal.ARRAY_EXPECTED, "Value must be an array");
            return;
        }
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                readSolution(parser, name + "." + i, weight);
            } else {
                parser.skipChildren();
                refuse(name + "." + i, Refusal.OBJECT_EXPECTED, "Value must be an object");
            }
        }
    }

    private void readSolution(JsonParser parser, String path, String weight) throws IOException {
        boolean hasOutput = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var field = parser.currentName();
            var token = parser.nextToken();
            if (field.equals("output_values") && token == JsonToken.START_OBJECT) {
                hasOutput = true;
                int from = start(parser);
                parser.skipChildren();
                outputBytes += position(parser) - from;
            } else if (field.equals(weight) && token != JsonToken.VALUE_NULL) {
                readWeight(parser, path + "." + weight);
            } else {
                parser.skipChildren();
            }
        }
        if (!hasOutput) {
            refuse(path + ".output_values", Refusal.VALUE_REQUIRED, "Value must be present and an object");
        }
    }

    private void readWeight(JsonParser parser, String path) throws IOException {
        if (!parser.currentToken().isNumeric()) {
            parser.skipChildren();
            refuse(path, Refusal.FLOAT_EXPECTED, "Value must be a number");
        } else if (!(parser.getDoubleValue() >= 0 && parser.getDoubleValue() <= 1)) {
            refuse(path, Refusal.VALUE_OUT_OF_BOUNDS, "Value must be from 0 to 1");
        }
    }

    private void readUsers(JsonParser parser, String name) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            refuse(name, Refusal.ARRAY_EXPECTED, "Value must be an array of strings");
            return;
        }
        var users = new HashSet<String>();
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                parser.skipChildren();
                refuse(name + "." + i, Refusal.STRING_EXPECTED, "Value must be a string");
            } else if (!users.add(parser.getText())) {
                refuse(name + "." + i, Refusal.DUPLICATE_VALUE_IN_ARRAY, "Value is there twice");
            }
        }
    }

    private void refuse(String path, String code, String message) {
        add(Refusal.error(path, code, message));
    }

    private void add(FieldError error) {
        if (errors.size() < MAX_ERRORS) {
            errors.add(error);
        }
    }

    private static int start(JsonParser parser) {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    private static int position(JsonParser parser) {
        return (int) parser.currentLocation().getByteOffset();
    }
}
