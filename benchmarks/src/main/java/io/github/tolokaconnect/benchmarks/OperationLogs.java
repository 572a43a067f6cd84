package io.github.tolokaconnect.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads of answers what the measurement needs. */
final class OperationLogs {
    private static final JsonFactory JSON = new JsonFactory();

    private OperationLogs() {}

    /** How many entries of an operation log are about a task that was created. */
    static int created(byte[] log) {
        int created = 0;
        int depth = 0;
        try (JsonParser parser = JSON.createParser(log)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                // The array is at depth 1, its entries at depth 2.
                if (depth == 2 && token == JsonToken.VALUE_TRUE && "success".equals(parser.currentName())) {
                    created++;
                }
            }
            return created;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The value of a field of an object, as text; empty if it has no such field. */
    static String field(byte[] object, String name) {
        try (JsonParser parser = JSON.createParser(object)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                if (field.equals(name)) {
                    return parser.getText();
                }
                parser.skipChildren();
            }
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
