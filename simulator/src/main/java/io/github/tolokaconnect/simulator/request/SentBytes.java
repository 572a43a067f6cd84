package io.github.tolokaconnect.simulator.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.tolokaconnect.simulator.fixture.Wire;
import java.io.IOException;

/**
 * How many bytes of a task, as it was sent, are its values.
 *
 * @param input the bytes of {@code input_values}
 * @param output the bytes of all {@code output_values} among its solutions
 */
record SentBytes(long input, long output) {
    /** Measures a task that has been parsed before. */
    static SentBytes of(Slice task) throws IOException {
        long input = 0;
        long output = 0;
        try (JsonParser parser = Wire.JSON.createParser(task.array(), task.offset(), task.length())) {
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                if (name.equals(TaskKeys.INPUT_VALUES)) {
                    input += skip(parser);
                } else if (name.equals(TaskKeys.KNOWN_SOLUTIONS) || name.equals(TaskKeys.BASELINE_SOLUTIONS)) {
                    output += solutions(parser);
                } else {
                    parser.skipChildren();
                }
            }
        }
        return new SentBytes(input, output);
    }

    private static long solutions(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return 0;
        }
        long bytes = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            bytes += solution(parser);
        }
        return bytes;
    }

    private static long solution(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return 0;
        }
        long bytes = 0;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            boolean isMeasured = parser.currentName().equals(TaskKeys.OUTPUT_VALUES);
            parser.nextToken();
            long skipped = skip(parser);
            bytes += isMeasured ? skipped : 0;
        }
        return bytes;
    }

    /** Goes to the end of the value that the parser is at the start of. */
    private static long skip(JsonParser parser) throws IOException {
        long start = parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        // A simple value is read to its end only when its text is asked for.
        parser.finishToken();
        return parser.currentLocation().getByteOffset() - start;
    }
}
