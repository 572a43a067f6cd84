package io.github.tolokaconnect.client.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.tolokaconnect.client.CanonicalInput;
import io.github.tolokaconnect.client.InputField;
import io.github.tolokaconnect.client.Operation;
import io.github.tolokaconnect.client.OperationDetails;
import io.github.tolokaconnect.client.OperationId;
import io.github.tolokaconnect.client.OperationParameters;
import io.github.tolokaconnect.client.OperationStatus;
import io.github.tolokaconnect.client.Overlap;
import io.github.tolokaconnect.client.Page;
import io.github.tolokaconnect.client.Pool;
import io.github.tolokaconnect.client.PoolId;
import io.github.tolokaconnect.client.PoolStatus;
import io.github.tolokaconnect.client.Project;
import io.github.tolokaconnect.client.ProjectId;
import io.github.tolokaconnect.client.Requester;
import io.github.tolokaconnect.client.Task;
import io.github.tolokaconnect.client.TaskId;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the resources of the API. What a value cannot be without must be there; the rest may be absent. */
final class Decoders {

    private Decoders() {}

    static Operation operation(JsonParser parser) throws IOException {
        return toOperation(Json.nextTree(parser));
    }

    private static Operation toOperation(JsonNode json) throws IOException {
        return new Operation(
                id(json, "id", "the operation", OperationId::new),
                Json.requiredText(json, "type", "the operation"),
                new OperationStatus(Json.requiredText(json, "status", "the operation")),
                Json.time(json, "submitted"),
                Json.time(json, "started"),
                Json.time(json, "finished"),
                Json.integer(json, "progress"),
                toParameters(json.path("parameters")),
                toDetails(json.path("details")));
    }

    private static @Nullable OperationParameters toParameters(JsonNode json) {
        if (!json.isObject()) {
            return null;
        }
        return new OperationParameters(
                Json.flag(json, "skip_invalid_items"), Json.flag(json, "allow_defaults"), Json.flag(json, "open_pool"));
    }

    private static @Nullable OperationDetails toDetails(JsonNode json) {
        if (!json.isObject()) {
            return null;
        }
        Long total = Json.longInteger(json, "total_count");
        return new OperationDetails(
                total != null ? total : Json.longInteger(json, "items_count"), // the name in answers of 2016
                Json.longInteger(json, "valid_count"),
                Json.longInteger(json, "not_valid_count"),
                Json.longInteger(json, "success_count"),
                Json.longInteger(json, "failed_count"));
    }

    static Pool pool(JsonParser parser) throws IOException {
        JsonNode json = Json.nextTree(parser);
        return new Pool(
                id(json, "id", "the pool", PoolId::new),
                id(json, "project_id", "the pool", ProjectId::new),
                new PoolStatus(Json.requiredText(json, "status", "the pool")),
                Json.text(json, "type"),
                Json.text(json, "private_name"),
                Json.text(json, "last_close_reason"),
                Json.integer(json.path("defaults"), "default_overlap_for_new_tasks"),
                json.path("mixer_config").isObject(),
                Json.integer(json, "auto_close_after_complete_delay_seconds"),
                Json.decimal(json, "reward_per_assignment"));
    }

    static Project project(JsonParser parser) throws IOException {
        JsonNode json = Json.nextTree(parser);
        Map<String, InputField> inputSpec = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field :
                json.path("task_spec").path("input_spec").properties()) {
            String type = Json.requiredText(field.getValue(), "type", "input field " + field.getKey());
            Boolean required = Json.flag(field.getValue(), "required");
            inputSpec.put(field.getKey(), new InputField(type.toLowerCase(Locale.ROOT), required == null || required));
        }
        return new Project(
                id(json, "id", "the project", ProjectId::new),
                Json.text(json, "public_name"),
                Json.text(json, "status"),
                inputSpec);
    }

    static Requester requester(JsonParser parser) throws IOException {
        JsonNode json = Json.nextTree(parser);
        return new Requester(Json.requiredText(json, "id", "the requester"), Json.decimal(json, "balance"));
    }

    static Task task(JsonParser parser) throws IOException {
        Json.expect(parser, JsonToken.START_OBJECT, "the task");
        return readTask(parser);
    }

    /** Reads from within the task's object; its input values pass by as tokens only. */
    private static Task readTask(JsonParser parser) throws IOException {
        @Nullable String id = null;
        @Nullable String poolId = null;
        @Nullable Instant created = null;
        @Nullable String inputKey = null;
        @Nullable Overlap overlap = null;
        @Nullable Integer remaining = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            if (field.equals("input_values") && value == JsonToken.START_OBJECT) {
                inputKey = CanonicalInput.sha256(parser);
            } else if (value.isStructStart()) {
                parser.skipChildren();
            } else if (field.equals("id")) {
                id = parser.getValueAsString();
            } else if (field.equals("pool_id")) {
                poolId = parser.getValueAsString();
            } else if (field.equals("created")) {
                created = Json.time(parser.getValueAsString());
            } else if (field.equals("infinite_overlap") && value == JsonToken.VALUE_TRUE) {
                overlap = Overlap.INFINITE;
            } else if (field.equals("overlap") && value == JsonToken.VALUE_NUMBER_INT && overlap == null) {
                overlap = toOverlap(parser.getValueAsInt(-1));
            } else if (field.equals("remaining_overlap") && value == JsonToken.VALUE_NUMBER_INT) {
                remaining = parser.getValueAsInt();
            }
        }
        return new Task(
                id(id, "id", "the task", TaskId::new),
                id(poolId, "pool_id", "the task", PoolId::new),
                created,
                inputKey,
                overlap,
                remaining);
    }

    private static @Nullable Overlap toOverlap(int people) {
        return people < 0 || people > Overlap.MAX ? null : Overlap.of(people);
    }

    static Page<Operation> operations(JsonParser parser) throws IOException {
        return page(parser, element -> toOperation(Json.tree(element)));
    }

    static Page<Task> tasks(JsonParser parser) throws IOException {
        return page(parser, Decoders::readTask);
    }

    private static <T> Page<T> page(JsonParser parser, Answers.Decoder<T> element) throws IOException {
        Json.expect(parser, JsonToken.START_OBJECT, "the page");
        List<T> items = new ArrayList<>();
        boolean hasItems = false;
        boolean hasMore = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            if (field.equals("items") && value == JsonToken.START_ARRAY) {
                hasItems = true;
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(element.decode(parser));
                }
            } else if (field.equals("has_more")) {
                hasMore = value == JsonToken.VALUE_TRUE;
            } else {
                parser.skipChildren();
            }
        }
        if (!hasItems) {
            throw new UnreadableAnswerException("the page has no items");
        }
        return new Page<>(items, hasMore);
    }

    private static <I> I id(JsonNode json, String field, String what, Function<String, I> factory)
            throws UnreadableAnswerException {
        return id(Json.text(json, field), field, what, factory);
    }

    private static <I> I id(@Nullable String text, String field, String what, Function<String, I> factory)
            throws UnreadableAnswerException {
        I id = optionalId(text, factory);
        if (id == null) {
            throw new UnreadableAnswerException(what + " has no valid " + field);
        }
        return id;
    }

    /** The id that {@code text} is, or null. */
    static <I> @Nullable I optionalId(@Nullable String text, Function<String, I> factory) {
        if (text == null) {
            return null;
        }
        try {
            return factory.apply(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
