package io.github.tolokaconnect.simulator.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.fixture.FieldError;
import io.github.tolokaconnect.simulator.fixture.FieldErrors;
import io.github.tolokaconnect.simulator.fixture.Pool;
import io.github.tolokaconnect.simulator.fixture.PoolDirectory;
import io.github.tolokaconnect.simulator.fixture.PoolId;
import io.github.tolokaconnect.simulator.fixture.Wire;
import io.github.tolokaconnect.simulator.reading.Reading;
import io.github.tolokaconnect.simulator.reading.Readings;
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
    /** The largest total size of all {@code input_values} of a request, in bytes of UTF-8 JSON. */
    static final int MAX_INPUT_BYTES = 1_048_576;
    /** The largest total size of all {@code output_values} of a request, in bytes of UTF-8 JSON. */
    static final int MAX_OUTPUT_BYTES = 4_194_304;

    private final PoolDirectory directory;
    private final CreateParameters parameters;
    private final Readings readings;
    private final TaskRules rules;
    private final List<Item> items = new ArrayList<>();
    private final Map<PoolId, TaskBody.Share> shares = new LinkedHashMap<>();
    // A million items that are wrong in the same way share what says so.
    private final Map<ObjectNode, ObjectNode> shared = new HashMap<>();
    private int count;
    private long inputBytes;
    private long outputBytes;

    private TaskReader(PoolDirectory directory, CreateParameters parameters, Readings readings) {
        this.directory = directory;
        this.parameters = parameters;
        this.readings = readings;
        this.rules = new TaskRules(readings);
    }

    static TaskBody read(Slice body, CreateParameters parameters, PoolDirectory pools, Readings readings) {
        TaskReader reader = new TaskReader(pools, parameters, readings);
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
        return new TaskBody.Tasks(isArray, items, List.copyOf(shares.values()));
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
        if (count == 0 && !readings.isOther(Reading.EMPTY_ARRAY)) {
            throw new RefusedException(ApiError.of(400, "VALIDATION_ERROR", "The array of tasks must not be empty"));
        }
        if (count > maxTasks()) {
            throw new RefusedException(ApiError.tooLarge("The request has " + count + " tasks; at most " + maxTasks()
                    + " are allowed when async_mode=" + parameters.isAsync()));
        }
        checkBytes(TaskKeys.INPUT_VALUES, inputBytes, MAX_INPUT_BYTES);
        checkBytes(TaskKeys.OUTPUT_VALUES, outputBytes, MAX_OUTPUT_BYTES);
    }

    private int maxTasks() {
        return parameters.isAsync() ? MAX_ASYNC_TASKS : MAX_SYNC_TASKS;
    }

    private void checkBytes(String what, long bytes, int max) throws RefusedException {
        if (bytes > max) {
            String message =
                    "All " + what + " of the request have " + bytes + " bytes; at most " + max + " are allowed";
            throw new RefusedException(
                    readings.isOther(Reading.SIZE_LIMIT)
                            ? ApiError.field(
                                    what, new FieldError("OBJECT_SIZE_BYTES_GREATER_THAN_MAX", message, List.of(max)))
                            : ApiError.tooLarge(message));
        }
    }

    private Item item(Slice source, ObjectNode task) throws RefusedException, IOException {
        FieldErrors errors = new FieldErrors();
        Pool pool = pool(task.get(TaskKeys.POOL_ID), errors);
        JsonNode inputValues = inputValues(task);
        byte[] canonical = inputValues == null ? new byte[0] : Fingerprint.canonical(inputValues);
        measure(source, task, canonical);
        if (pool != null) {
            shares.computeIfAbsent(pool.id(), id -> new TaskBody.Share(pool, 0, 0));
            pool.project().inputSpec().check(inputValues, TaskKeys.INPUT_VALUES, errors);
        } else if (inputValues == null) {
            errors.add(TaskKeys.INPUT_VALUES, FieldError.required());
        }
        rules.checkExtras(task, pool == null ? null : pool.project().outputSpec(), errors);
        Overlap overlap = overlap(task, pool, errors);
        if (!errors.isEmpty() || pool == null || overlap == null) {
            return new Item.Invalid(source, shared.computeIfAbsent(errors.toJson(), Function.identity()));
        }
        boolean isControl = !task.path("known_solutions").isEmpty();
        shares.computeIfPresent(pool.id(), (id, share) -> share.plus(isControl));
        return new Item.Valid(source, pool.id(), overlap, Fingerprint.of(pool.id(), canonical));
    }

    private @Nullable JsonNode inputValues(ObjectNode task) {
        JsonNode values = FieldChecks.value(task, TaskKeys.INPUT_VALUES);
        return values == null && readings.isOther(Reading.MISSING_INPUT_VALUES) ? Wire.JSON.createObjectNode() : values;
    }

    private @Nullable Pool pool(@Nullable JsonNode id, FieldErrors errors) throws RefusedException {
        if (id == null || id.isNull()) {
            errors.add(TaskKeys.POOL_ID, FieldError.required());
            return null;
        }
        boolean isNumber = id.isIntegralNumber() && readings.isOther(Reading.POOL_ID_NUMBER);
        if (!id.isTextual() && !isNumber) {
            errors.add(TaskKeys.POOL_ID, FieldError.noString());
            return null;
        }
        PoolId poolId = new PoolId(id.asText());
        Pool pool = directory.pool(poolId).orElse(null);
        if (pool == null) {
            boolean isForeign = directory.isForeign(poolId);
            if (readings.isOther(Reading.POOL_ERRORS)) {
                throw new RefusedException(isForeign ? ApiError.accessDenied() : ApiError.doesNotExist());
            }
            errors.add(
                    TaskKeys.POOL_ID,
                    isForeign
                            ? FieldError.of("ENTITY_ACCESS_DENIED", "Access to the entity is denied")
                            : FieldError.of("ENTITY_DOES_NOT_EXIST", "Entity does not exist"));
        }
        return pool;
    }

    /** Counts the bytes that the request limits speak of. */
    private void measure(Slice source, ObjectNode task, byte[] canonicalInput) throws IOException {
        if (readings.isOther(Reading.COUNTED_BYTES)) {
            SentBytes sent = SentBytes.of(source);
            inputBytes += sent.input();
            outputBytes += sent.output();
        } else {
            inputBytes += canonicalInput.length;
            outputBytes += outputBytes(task.path(TaskKeys.KNOWN_SOLUTIONS))
                    + outputBytes(task.path(TaskKeys.BASELINE_SOLUTIONS));
        }
    }

    private static long outputBytes(JsonNode solutions) {
        long bytes = 0;
        for (JsonNode solution : solutions) {
            JsonNode values = FieldChecks.value(solution, TaskKeys.OUTPUT_VALUES);
            bytes += values == null ? 0 : Fingerprint.canonical(values).length;
        }
        return bytes;
    }

    private @Nullable Overlap overlap(ObjectNode task, @Nullable Pool pool, FieldErrors errors) {
        FieldErrors own = new FieldErrors();
        Overlap asked = rules.overlap(task, 1, own);
        errors.addAll(own);
        if (asked != null || !own.isEmpty()) {
            return asked;
        }
        boolean hasDefault = parameters.allowDefaults() || readings.isOther(Reading.POOL_DEFAULT_OVERLAP);
        if (hasDefault && pool != null && pool.defaultOverlap().isPresent()) {
            return Overlap.of(pool.defaultOverlap().get());
        }
        // Whether an unknown pool has a default, nobody can say.
        if (pool != null) {
            errors.add(TaskKeys.OVERLAP, rules.missingOverlap());
        }
        return null;
    }
}
