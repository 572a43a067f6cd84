package io.github.tolokaconnect.client.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.tolokaconnect.client.CreatedTasks;
import io.github.tolokaconnect.client.TaskId;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the answer to a synchronous creation, of one task or of an array; keeps the ids and drops the echo. */
final class CreatedTasksDecoder {

    private CreatedTasksDecoder() {}

    static CreatedTasks decode(JsonParser parser) throws IOException {
        Json.expect(parser, JsonToken.START_OBJECT, "the created tasks");
        Map<Integer, TaskId> items = new HashMap<>();
        FieldErrors errors = new FieldErrors();
        boolean isArrayAnswer = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            if (field.equals("items") && value == JsonToken.START_OBJECT) {
                isArrayAnswer = true;
                readItems(parser, items);
            } else if (field.equals("validation_errors") && value == JsonToken.START_OBJECT) {
                isArrayAnswer = true;
                readErrors(parser, errors);
            } else if (field.equals("id") && value == JsonToken.VALUE_STRING) {
                items.put(0, taskId(parser.getText()));
            } else {
                parser.skipChildren();
            }
        }
        if (items.isEmpty() && !isArrayAnswer) {
            throw new UnreadableAnswerException("it names neither items nor an id");
        }
        return new CreatedTasks(items, errors.items());
    }

    private static void readItems(JsonParser parser, Map<Integer, TaskId> items) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            Integer index = Json.index(parser.currentName());
            if (parser.nextToken() != JsonToken.START_OBJECT || index == null) {
                throw new UnreadableAnswerException("an item is not a task under its index");
            }
            items.put(index, taskId(readId(parser)));
        }
    }

    private static @Nullable String readId(JsonParser parser) throws IOException {
        @Nullable String id = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            if (field.equals("id") && value == JsonToken.VALUE_STRING) {
                id = parser.getText();
            } else {
                parser.skipChildren();
            }
        }
        return id;
    }

    private static void readErrors(JsonParser parser, FieldErrors errors) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            parser.nextToken();
            errors.add(field, Json.tree(parser));
        }
    }

    private static TaskId taskId(@Nullable String text) throws UnreadableAnswerException {
        TaskId id = Decoders.optionalId(text, TaskId::new);
        if (id == null) {
            throw new UnreadableAnswerException("a created task has no valid id");
        }
        return id;
    }
}
