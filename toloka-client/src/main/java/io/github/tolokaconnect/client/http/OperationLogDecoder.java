package io.github.tolokaconnect.client.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.tolokaconnect.client.CanonicalInput;
import io.github.tolokaconnect.client.FieldError;
import io.github.tolokaconnect.client.LogDetail;
import io.github.tolokaconnect.client.LogEntry;
import io.github.tolokaconnect.client.LogRead;
import io.github.tolokaconnect.client.PoolId;
import io.github.tolokaconnect.client.Problem;
import io.github.tolokaconnect.client.TaskId;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads an operation log entry by entry. The echoed task, most of the log, passes by as tokens; only its marker, its pool and, on
 * request, a digest of its input values are kept.
 *
 * <p>The output of a failed step has two forms. A flat map of errors by field path; or an error of the API's common form, told by
 * a {@code code} that is text, with the field errors in its payload if it is about fields.
 */
final class OperationLogDecoder {

    private final LogDetail detail;
    private final Consumer<LogEntry> entries;

    OperationLogDecoder(LogDetail detail, Consumer<LogEntry> entries) {
        this.detail = detail;
        this.entries = entries;
    }

    LogRead decode(JsonParser parser) throws IOException {
        Json.expect(parser, JsonToken.START_ARRAY, "the operation log");
        int count = 0;
        int withoutMarker = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw new UnreadableAnswerException("entry " + count + " of the operation log is no object");
            }
            LogEntry entry = readEntry(parser);
            count++;
            withoutMarker += entry.isAboutItem() && entry.itemIndex() == null ? 1 : 0;
            entries.accept(entry);
        }
        return new LogRead(count, withoutMarker);
    }

    private LogEntry readEntry(JsonParser parser) throws IOException {
        String type = "";
        boolean success = false;
        Input input = Input.ABSENT;
        @Nullable JsonNode output = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            if (field.equals("input") && value == JsonToken.START_OBJECT) {
                input = readInput(parser);
            } else if (field.equals("output") && value == JsonToken.START_OBJECT) {
                output = Json.tree(parser);
            } else if (field.equals("type") && value == JsonToken.VALUE_STRING) {
                type = parser.getText();
            } else if (field.equals("success")) {
                success = value == JsonToken.VALUE_TRUE;
            } else {
                parser.skipChildren();
            }
        }
        return toEntry(type, success, input, output);
    }

    private static LogEntry toEntry(String type, boolean success, Input input, @Nullable JsonNode output) {
        @Nullable TaskId taskId = null;
        @Nullable Problem failure = null;
        List<FieldError> errors = List.of();
        if (success && output != null) {
            taskId = Decoders.optionalId(Json.text(output, "task_id"), TaskId::new);
        } else if (output != null && output.path("code").isTextual()) {
            failure = Refusal.ofStep(output);
            errors = failure.fields(); // of one item, whatever its place in the request
        } else if (output != null) {
            errors = FieldErrors.of(output).all();
        }
        return new LogEntry(type, success, input.index(), taskId, errors, failure, input.key(), input.poolId());
    }

    private Input readInput(JsonParser parser) throws IOException {
        @Nullable Integer index = null;
        @Nullable String key = null;
        @Nullable PoolId poolId = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            if (field.equals("input_values") && value.isStructStart() && detail == LogDetail.WITH_INPUTS) {
                key = CanonicalInput.sha256(parser);
            } else if (value.isStructStart()) {
                parser.skipChildren();
            } else if (field.equals("__item_idx")) {
                index = Json.index(parser.getValueAsString());
            } else if (field.equals("pool_id")) {
                poolId = Decoders.optionalId(parser.getValueAsString(), PoolId::new);
            }
        }
        return new Input(index, key, poolId);
    }

    /** What is kept of an echoed task. */
    private record Input(
            @Nullable Integer index,
            @Nullable String key,
            @Nullable PoolId poolId) {
        static final Input ABSENT = new Input(null, null, null);
    }
}
