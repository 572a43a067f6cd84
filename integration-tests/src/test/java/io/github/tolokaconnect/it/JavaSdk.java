package io.github.tolokaconnect.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.tolokaconnect.it.JavaSdkTypes.BatchCreateResult;
import io.github.tolokaconnect.it.JavaSdkTypes.Operation;
import io.github.tolokaconnect.it.JavaSdkTypes.OperationLogItem;
import io.github.tolokaconnect.it.JavaSdkTypes.SearchResult;
import io.github.tolokaconnect.it.JavaSdkTypes.Task;
import io.github.tolokaconnect.it.JavaSdkTypes.TlkError;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The official Java client, toloka-java-sdk 0.0.7, as a server sees it: one status counts as success for each call, an error must
 * bring an envelope, and the body of an asynchronous creation is streamed while it is written. Written from its behaviour.
 */
final class JavaSdk {

    /** An answer with any other status than the one that the call expects. */
    static final class TlkException extends Exception {
        private static final long serialVersionUID = 1;

        private final int status;
        private final String code;

        TlkException(int status, TlkError error) {
            super(status + " " + error);
            this.status = status;
            this.code = error.code();
        }

        int status() {
            return status;
        }

        String code() {
            return code;
        }
    }

    private static final String JSON_UTF_8 = "application/json; charset=UTF-8";
    private static final int PIPE_BYTES = 16 * 1024;

    /** Writes bodies; nothing of the SDK's reading. */
    private static final JsonMapper WRITER = JsonMapper.builder().build();

    private final ClientHttp http;

    /** The SDK encodes a credential as if it were part of an address. */
    JavaSdk(URI url, String scheme, String credential) {
        http = new ClientHttp(
                url.resolve("/api"),
                Map.of(
                        "Authorization",
                        scheme + " " + URLEncoder.encode(credential, UTF_8),
                        "User-Agent",
                        "toloka-java-sdk/0.0.7"));
    }

    Task createTask(JsonNode task, Map<String, String> parameters) throws Exception {
        return read(expect(201, post("/v1/tasks", parameters, task)), Task.class);
    }

    BatchCreateResult<Task> createTasks(List<? extends JsonNode> tasks, Map<String, String> parameters)
            throws Exception {
        var query = new LinkedHashMap<>(parameters);
        query.put("async_mode", "false");
        var answer = expect(201, post("/v1/tasks", query, WRITER.valueToTree(tasks)));
        return JavaSdkTypes.JSON.readValue(answer.body(), new TypeReference<>() {});
    }

    /** Writes the array into a pipe while the request is being sent: chunks, and no length. */
    Operation createTasksAsync(Iterator<? extends JsonNode> tasks, Map<String, String> parameters) throws Exception {
        var query = new LinkedHashMap<>(parameters);
        query.put("async_mode", "true");
        try (var in = new PipedInputStream(PIPE_BYTES);
                var out = new PipedOutputStream(in)) {
            var written = CompletableFuture.runAsync(() -> write(tasks, out));
            var answer = http.send("POST", "/v1/tasks", query, JSON_UTF_8, BodyPublishers.ofInputStream(() -> in));
            written.join();
            return read(expect(202, answer), Operation.class);
        }
    }

    SearchResult<Task> findTasks(Map<String, String> query) throws Exception {
        return JavaSdkTypes.JSON.readValue(
                expect(200, http.get("/v1/tasks", query)).body(), new TypeReference<>() {});
    }

    SearchResult<Operation> findOperations(Map<String, String> query) throws Exception {
        return JavaSdkTypes.JSON.readValue(
                expect(200, http.get("/v1/operations", query)).body(), new TypeReference<>() {});
    }

    SearchResult<JavaSdkTypes.Project> findProjects(Map<String, String> query) throws Exception {
        return JavaSdkTypes.JSON.readValue(
                expect(200, http.get("/v1/projects", query)).body(), new TypeReference<>() {});
    }

    /** Shows one resource; empty where the SDK answers null, which it does to 404 whatever its body says. */
    <T> Optional<T> find(String path, Class<T> type) throws Exception {
        var answer = http.get(path, Map.of());
        return answer.status() == 404 ? Optional.empty() : Optional.of(read(expect(200, answer), type));
    }

    JavaSdkTypes.Requester getRequester() throws Exception {
        return read(expect(200, http.get("/v1/requester", Map.of())), JavaSdkTypes.Requester.class);
    }

    /** Waits as {@code Operation.waitToComplete} does; the operation must not vanish meanwhile. */
    Operation waitToComplete(Operation operation) {
        return Waiting.until("operation " + operation.id() + " is completed")
                .until(
                        () -> find("/v1/operations/" + operation.id(), Operation.class)
                                .orElseThrow(),
                        Operation::isCompleted);
    }

    /** Reads the log token by token: an array, and an entry after the other. */
    List<OperationLogItem> getOperationLog(String id) throws Exception {
        var answer = expect(200, http.get("/v1/operations/" + id + "/log", Map.of()));
        List<OperationLogItem> items = new ArrayList<>();
        try (var parser = JavaSdkTypes.JSON.createParser(answer.body())) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new IOException("The log begins with " + parser.currentToken());
            }
            if (parser.nextToken() != JsonToken.END_ARRAY) {
                parser.readValuesAs(OperationLogItem.class).forEachRemaining(items::add);
            }
        }
        return items;
    }

    /** Posts a media type and no body; empty where the SDK answers null, which it does to 204. */
    Optional<Operation> act(String pool, String action) throws Exception {
        var path = "/v1/pools/" + pool + "/" + action;
        var answer = http.send("POST", path, Map.of(), JSON_UTF_8, BodyPublishers.noBody());
        return answer.status() == 204 ? Optional.empty() : Optional.of(read(expect(202, answer), Operation.class));
    }

    Task setOverlapOrMin(String task, int overlap) throws Exception {
        var patch = WRITER.createObjectNode().put("overlap", overlap);
        var path = "/v1/tasks/" + task + "/set-overlap-or-min";
        var answer = http.send("PATCH", path, Map.of(), JSON_UTF_8, BodyPublishers.ofString(patch.toString()));
        return read(expect(200, answer), Task.class);
    }

    /** Any call whose answer is an error. */
    TlkException failure(String method, String path, Map<String, String> query, String contentType, String body)
            throws Exception {
        var answer = http.send(method, path, query, contentType, BodyPublishers.ofString(body));
        return exception(answer);
    }

    private ClientHttp.Answer post(String path, Map<String, String> query, JsonNode body) throws Exception {
        return http.send("POST", path, query, JSON_UTF_8, BodyPublishers.ofString(body.toString()));
    }

    private static void write(Iterator<? extends JsonNode> tasks, PipedOutputStream out) {
        try (var json = WRITER.createGenerator(out)) {
            json.writeStartArray();
            while (tasks.hasNext()) {
                json.writeTree(tasks.next());
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ClientHttp.Answer expect(int status, ClientHttp.Answer answer) throws Exception {
        if (answer.status() != status) {
            throw exception(answer);
        }
        return answer;
    }

    /** The SDK asks every answer that is an error for its body, and the body for its code, and has no plan for either missing. */
    private static TlkException exception(ClientHttp.Answer answer) throws IOException {
        var error = JavaSdkTypes.JSON.readValue(answer.body(), TlkError.class);
        if (error.code() == null) {
            throw new IOException("The error has no code: " + answer);
        }
        return new TlkException(answer.status(), error);
    }

    private static <T> T read(ClientHttp.Answer answer, Class<T> type) throws IOException {
        return JavaSdkTypes.JSON.readValue(answer.body(), type);
    }
}
