package io.github.tolokaconnect.it;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The official Python client, toloka-kit 1.2.3, as a server sees it: the requests of its methods in their order, and what each
 * method needs of the answers. Written from its behaviour; it waits less than a second between two looks at an operation.
 */
final class PythonKit {

    /** Tasks that were created and errors of those that were not, both by the index in the request. */
    record Batch(Map<String, JsonNode> items, Map<String, JsonNode> validationErrors) {}

    /** An answer that is an error; {@code status} is 0 when the kit concludes it from an operation log. */
    static final class ApiError extends Exception {
        private static final long serialVersionUID = 1;

        private final int status;
        private final String code;
        private final transient JsonNode payload;

        ApiError(int status, String code, JsonNode payload) {
            super(status + " " + code);
            this.status = status;
            this.code = code;
            this.payload = payload;
        }

        int status() {
            return status;
        }

        String code() {
            return code;
        }

        JsonNode payload() {
            return payload;
        }
    }

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String MARKER = "__item_idx";

    private final ClientHttp http;

    PythonKit(URI url, String token) {
        http = new ClientHttp(
                url,
                Map.of(
                        "Authorization", (isKey(token) ? "ApiKey " : "OAuth ") + token,
                        "Accept", "*/*",
                        "User-Agent", "python-toloka-client-1.2.3",
                        "X-Caller-Context", "client",
                        "X-Top-Level-Method", "create_tasks",
                        "X-Low-Level-Method", "create_tasks"));
    }

    /** {@code create_tasks} in its default mode. */
    Batch createTasks(List<ObjectNode> tasks, UUID id, Map<String, String> parameters) throws Exception {
        for (var index = 0; index < tasks.size(); index++) {
            tasks.get(index).put(MARKER, Integer.toString(index));
        }
        var created = await(start(JSON.valueToTree(tasks), id, parameters));
        var errors = new LinkedHashMap<String, JsonNode>();
        var pools = readLog(created, errors);
        var items = new LinkedHashMap<String, JsonNode>();
        for (var pool : pools.entrySet()) {
            var indexById = pool.getValue();
            var range = Map.of(
                    "pool_id",
                    pool.getKey(),
                    "id_gte",
                    Collections.min(indexById.keySet()),
                    "id_lte",
                    Collections.max(indexById.keySet()));
            for (var task : findAll("/v1/tasks", range, PythonTypes.TASK)) {
                var index = indexById.get(task.path("id").textValue());
                if (index != null) {
                    items.put(index, task);
                }
            }
        }
        return new Batch(items, errors);
    }

    /** {@code create_task}: an operation too, of a body that is no array. */
    JsonNode createTask(ObjectNode task, UUID id) throws Exception {
        var created = await(start(task.put(MARKER, "0"), id, Map.of()));
        var pools = readLog(created, new LinkedHashMap<>());
        return getTask(pools.values().iterator().next().keySet().iterator().next());
    }

    /** {@code create_tasks} with {@code async_mode=False}; the id is sent all the same. */
    JsonNode createTasksAtOnce(List<ObjectNode> tasks, UUID id, Map<String, String> parameters) throws Exception {
        var query = new LinkedHashMap<>(parameters);
        query.put("operation_id", id.toString());
        query.put("async_mode", "false");
        return read(send("POST", "/v1/tasks", query, JSON.valueToTree(tasks)), PythonTypes.CREATED_TASKS);
    }

    JsonNode getTask(String id) throws Exception {
        return read(get("/v1/tasks/" + id, Map.of()), PythonTypes.TASK);
    }

    /** {@code patch_task_overlap_or_min}. */
    JsonNode patchOverlapOrMin(String id, int overlap) throws Exception {
        var path = "/v1/tasks/" + id + "/set-overlap-or-min";
        var patch = JSON.createObjectNode().put("overlap", overlap);
        return read(send("PATCH", path, Map.of(), patch), PythonTypes.TASK);
    }

    JsonNode getRequester() throws Exception {
        return read(get("/v1/requester", Map.of()), PythonTypes.REQUESTER);
    }

    JsonNode getProject(String id) throws Exception {
        return read(get("/v1/projects/" + id, Map.of()), PythonTypes.PROJECT);
    }

    JsonNode getPool(String id) throws Exception {
        return read(get("/v1/pools/" + id, Map.of()), PythonTypes.POOL);
    }

    List<JsonNode> getPools(Map<String, String> filter) throws Exception {
        return findAll("/v1/pools", filter, PythonTypes.POOL);
    }

    List<JsonNode> getTasks(Map<String, String> filter) throws Exception {
        return findAll("/v1/tasks", filter, PythonTypes.TASK);
    }

    List<JsonNode> getOperations(Map<String, String> filter) throws Exception {
        return findAll("/v1/operations", filter, PythonTypes.OPERATION);
    }

    JsonNode getOperationLog(String id) throws Exception {
        return read(get("/v1/operations/" + id + "/log", Map.of()), PythonTypes.OPERATION_LOG);
    }

    JsonNode openPool(String id) throws Exception {
        return act(id, "open");
    }

    JsonNode closePool(String id) throws Exception {
        return act(id, "close");
    }

    private JsonNode act(String pool, String action) throws Exception {
        var started = checked(http.postNothing("/api/v1/pools/" + pool + "/" + action));
        if (started.status() != 204) {
            failIfFailed(await(read(started, PythonTypes.OPERATION)));
        }
        return getPool(pool);
    }

    private JsonNode start(JsonNode body, UUID id, Map<String, String> parameters) throws Exception {
        var query = new LinkedHashMap<>(parameters);
        query.put("operation_id", id.toString());
        query.put("async_mode", "true");
        try {
            return read(send("POST", "/v1/tasks", query, body), PythonTypes.OPERATION);
        } catch (ApiError e) {
            if (!e.code().equals("OPERATION_ALREADY_EXISTS")) {
                throw e;
            }
            var existing = getOperation(id.toString());
            if (!existing.path("type").asText().equals("TASK.BATCH_CREATE")) {
                throw e;
            }
            failIfFailed(existing);
            return existing;
        }
    }

    private JsonNode getOperation(String id) throws Exception {
        return read(get("/v1/operations/" + id, Map.of()), PythonTypes.OPERATION);
    }

    private JsonNode await(JsonNode operation) {
        var id = operation.path("id").textValue();
        return isCompleted(operation)
                ? operation
                : Waiting.until("operation " + id + " is completed")
                        .until(() -> getOperation(id), PythonKit::isCompleted);
    }

    private static boolean isCompleted(JsonNode operation) {
        return List.of("SUCCESS", "FAIL").contains(operation.path("status").textValue());
    }

    private static void failIfFailed(JsonNode operation) throws ApiError {
        if (operation.path("status").asText().equals("FAIL")) {
            throw new ApiError(0, "FailedOperation", operation);
        }
    }

    /** Splits the operation log by the marker: indexes by id by pool, and errors by index. */
    private Map<String, Map<String, String>> readLog(JsonNode operation, Map<String, JsonNode> errors)
            throws Exception {
        var pools = new HashMap<String, Map<String, String>>();
        for (var entry : getOperationLog(operation.path("id").textValue())) {
            var input = entry.path("input");
            var output = entry.path("output");
            if (!input.has(MARKER)) {
                continue;
            }
            var index = input.path(MARKER).textValue();
            if (entry.path("success").asBoolean()) {
                PythonTypes.needText(output, "task_id");
                pools.computeIfAbsent(input.path("pool_id").asText(), pool -> new HashMap<>())
                        .put(output.path("task_id").textValue(), index);
            } else {
                PythonTypes.FIELD_ERRORS.check("output", output);
                errors.put(index, output);
            }
        }
        if (!errors.isEmpty() && pools.isEmpty()) {
            throw new ApiError(0, "VALIDATION_ERROR", JSON.valueToTree(errors));
        }
        return pools;
    }

    /** All pages of a list: sorted by id, each after the last id of the one before, of whatever length the server likes. */
    private List<JsonNode> findAll(String path, Map<String, String> filter, PythonTypes.Type item) throws Exception {
        var query = new LinkedHashMap<>(filter);
        query.put("sort", "id");
        List<JsonNode> found = new ArrayList<>();
        for (var hasMore = true; hasMore; ) {
            var page = read(get(path, query), PythonTypes.pageOf(item));
            page.path("items").forEach(found::add);
            hasMore = page.path("has_more").asBoolean();
            if (hasMore) {
                query.put("id_gt", found.get(found.size() - 1).path("id").textValue());
            }
        }
        return found;
    }

    private ClientHttp.Answer get(String path, Map<String, String> query) throws Exception {
        return checked(http.get("/api" + path, query));
    }

    /** Sends {@code body}, or no body and no media type when it is empty, as the kit does by mistake. */
    private ClientHttp.Answer send(String method, String path, Map<String, String> query, JsonNode body)
            throws Exception {
        var isEmpty = body.isEmpty();
        BodyPublisher publisher = isEmpty ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString());
        return checked(http.send(method, "/api" + path, query, isEmpty ? "" : ClientHttp.JSON, publisher));
    }

    private static ClientHttp.Answer checked(ClientHttp.Answer answer) throws IOException, ApiError {
        if (answer.status() >= 200 && answer.status() < 300) {
            return answer;
        }
        var error = JSON.readTree(answer.body());
        PythonTypes.needText(error, "code");
        throw new ApiError(answer.status(), error.path("code").textValue(), error.path("payload"));
    }

    private static JsonNode read(ClientHttp.Answer answer, PythonTypes.Type type) throws JsonProcessingException {
        var json = JSON.readTree(answer.body());
        type.check("answer", json);
        return json;
    }

    private static boolean isKey(String token) {
        var first = token.indexOf('.');
        return token.chars().filter(c -> c == '.').count() == 2 && first > 21 && first < 25;
    }
}
