package io.github.tolokaconnect.simulator.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.FieldError;
import io.github.tolokaconnect.simulator.fixture.FieldErrors;
import io.github.tolokaconnect.simulator.fixture.Fixture;
import io.github.tolokaconnect.simulator.fixture.Pool;
import io.github.tolokaconnect.simulator.fixture.PoolId;
import io.github.tolokaconnect.simulator.fixture.TaskSpec;
import io.github.tolokaconnect.simulator.fixture.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the tasks of one request and validates each. The parser goes through the body once and holds the tree of one task at a
 * time; what stays of a task is where its bytes are, its overlap and its fingerprint.
 */
final class TaskReader {
    /** The most tasks that a synchronous request may have. */
    static final int MAX_SYNC_TASKS = 5_000;
    /** The most tasks that an asynchronous request may have: as many as the guide lets a pool hold. */
    static final int MAX_ASYNC_TASKS = 1_000_000;
    /** The largest total size of all {@code input_values} of a request, in bytes of compact UTF-8 JSON. */
    static final int MAX_INPUT_BYTES = 1_048_576;
    /** The largest total size of all {@code output_values} of a request, in bytes of compact UTF-8 JSON. */
    static final int MAX_OUTPUT_BYTES = 4_194_304;

    private final Fixture fixture;
    private final CreateParameters parameters;
    private final List<Item> items = new ArrayList<>();
    private final Map<PoolId, Pool> pools = new LinkedHashMap<>();
    // A million items that are wrong in the same way share what says so.
    private final Map<ObjectNode, ObjectNode> shared = new HashMap<>();
    private int count;
    private long inputBytes;
    private long outputBytes;

    private TaskReader(Fixture fixture, CreateParameters parameters) {
        this.fixture = fixture;
        this.parameters = parameters;
    }

    static TaskBody read(Slice body, CreateParameters parameters, Fixture fixture) {
        TaskReader reader = new TaskReader(fixture, parameters);
        try (JsonParser parser = Wire.JSON.createParser(body.array(), body.offset(), body.length())) {
            Utf8.check(body);
            return reader.read(body, parser);
        } catch (RefusedException e) {
            return new TaskBody.Refused(e.error());
        } catch (JsonProcessingException e) {
            return new TaskBody.Refused(ApiError.of(400, "VALIDATION_ERROR", "The body is " + Wire.problem(e)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TaskBody read(Slice body, JsonParser parser) throws IOException, RefusedException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new RefusedException(
                    ApiError.of(400, "VALIDATION_ERROR", "The body must be a task or an array of tasks"));
        }
        boolean isArray = first == JsonToken.START_ARRAY;
        if (isArray) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                readItem(body, parser);
            }
        } else {
            readItem(body, parser);
        }
        if (parser.nextToken() != null) {
            throw new RefusedException(
                    ApiError.of(400, "VALIDATION_ERROR", "The body must end after the task or the array of tasks"));
        }
        checkLimits();
        return new TaskBody.Tasks(isArray, items, List.copyOf(pools.values()));
    }

    private void readItem(Slice body, JsonParser parser) throws IOException, RefusedException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new RefusedException(ApiError.of(
                    400, "VALIDATION_ERROR", "Item " + count + " of the body must be an object that describes a task"));
        }
        int start = (int) parser.currentTokenLocation().getByteOffset();
        ObjectNode task = (ObjectNode) Wire.tree(parser);
        int end = (int) parser.currentLocation().getByteOffset();
        count++;
        // Past the limit the rest is only counted: it will be refused.
        if (count > maxTasks()) {
            return;
        }
        items.add(item(body.part(start, end), task));
    }

    private void checkLimits() throws RefusedException {
        if (count == 0) {
            throw new RefusedException(ApiError.of(400, "VALIDATION_ERROR", "The array of tasks must not be empty"));
        }
        if (count > maxTasks()) {
            throw new RefusedException(ApiError.tooLarge("The request has " + count + " tasks; at most " + maxTasks()
                    + " are allowed when async_mode=" + parameters.isAsync()));
        }
        checkBytes("input_values", inputBytes, MAX_INPUT_BYTES);
        checkBytes("output_values", outputBytes, MAX_OUTPUT_BYTES);
    }

    private int maxTasks() {
        return parameters.isAsync() ? MAX_ASYNC_TASKS : MAX_SYNC_TASKS;
    }

    private static void checkBytes(String what, long bytes, int max) throws RefusedException {
        if (bytes > max) {
            throw new RefusedException(ApiError.tooLarge(
                    "All " + what + " of the request have " + bytes + " bytes; at most " + max + " are allowed"));
        }
    }

    private Item item(Slice source, ObjectNode task) {
        FieldErrors errors = new FieldErrors();
        Pool pool = pool(task.get("pool_id"), errors);
        byte[] canonical = measure(task);
        if (pool != null) {
            pools.putIfAbsent(pool.id(), pool);
            pool.project().inputSpec().check(task.get("input_values"), "input_values", errors);
        }
        TaskSpec outputSpec = pool == null ? null : pool.project().outputSpec();
        TaskRules.checkExtras(task, outputSpec, errors);
        Overlap overlap = overlap(task, pool, errors);
        return errors.isEmpty() && pool != null && overlap != null
                ? new Item.Valid(source, pool.id(), overlap, Fingerprint.of(pool.id(), canonical))
                : new Item.Invalid(source, shared.computeIfAbsent(errors.toJson(), Function.identity()));
    }

    private @Nullable Pool pool(@Nullable JsonNode id, FieldErrors errors) {
        if (id == null || id.isNull()) {
            errors.add("pool_id", FieldError.required());
            return null;
        }
        if (!id.isTextual()) {
            errors.add("pool_id", FieldError.of("STRING_EXPECTED", "Value must be a string"));
            return null;
        }
        Pool pool = fixture.pool(new PoolId(id.textValue())).orElse(null);
        if (pool == null) {
            errors.add("pool_id", FieldError.of("ENTITY_DOES_NOT_EXIST", "Entity does not exist"));
        }
        return pool;
    }

    /** Counts the bytes that the request limits speak of; answers the canonical input values. */
    private byte[] measure(ObjectNode task) {
        byte[] canonical = Fingerprint.canonical(task.path("input_values"));
        inputBytes += canonical.length;
        outputBytes += outputBytes(task.path("known_solutions")) + outputBytes(task.path("baseline_solutions"));
        return canonical;
    }

    private static long outputBytes(JsonNode solutions) {
        long bytes = 0;
        for (JsonNode solution : solutions) {
            bytes += Fingerprint.canonical(solution.path("output_values")).length;
        }
        return bytes;
    }

    private @Nullable Overlap overlap(ObjectNode task, @Nullable Pool pool, FieldErrors errors) {
        FieldErrors own = new FieldErrors();
        Overlap asked = TaskRules.overlap(task, 1, own);
        errors.addAll(own);
        if (asked != null || !own.isEmpty()) {
            return asked;
        }
        if (parameters.allowDefaults() && pool != null && pool.defaultOverlap().isPresent()) {
            return Overlap.of(pool.defaultOverlap().get());
        }
        // Whether an unknown pool has a default, nobody can say.
        if (pool != null) {
            errors.add("overlap", FieldError.required());
        }
        return null;
    }
}
