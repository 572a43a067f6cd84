package io.github.tolokaconnect.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tolokaconnect.simulator.engine.OperationTime;
import io.github.tolokaconnect.simulator.engine.Quotas;
import io.github.tolokaconnect.simulator.fixture.Wire;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TolokaSimulatorTest {
    private static final String TASK =
            "{\"pool_id\":\"1001\",\"input_values\":{\"image\":\"https://example.com/é.jpg\"},\"overlap\":1}";
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));
    private final TolokaSimulator toloka = TolokaSimulator.builder()
            .clock(now::get)
            .quotas(Quotas.NONE)
            .operationTime(OperationTime.ofMillis(100, 100))
            .start();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        toloka.close();
    }

    @Test
    void answersOverHttpInJson() throws Exception {
        HttpResponse<String> response = send(get("/requester"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(json(response).path("id").asText()).isNotEmpty();
    }

    @Test
    void advancesOperationsWithItsClock() throws Exception {
        String id = json(send(post("/tasks?async_mode=true", TASK))).path("id").asText();
        String before = json(send(get("/operations/" + id))).path("status").asText();

        now.set(now.get().plusMillis(100));

        JsonNode after = json(send(get("/operations/" + id)));
        assertThat(before).isNotEqualTo("SUCCESS");
        assertThat(after.path("status").asText()).isEqualTo("SUCCESS");
        assertThat(after.path("finished").asText()).isEqualTo("2026-03-01T12:00:00.100");
    }

    @Test
    void takesTasksIntoAPoolThatWasNotThereAtItsStart() throws Exception {
        String cloning = json(send(post("/pools/1001/clone", ""))).path("id").asText();
        now.set(now.get().plusMillis(100));
        String clone =
                json(send(get("/operations/" + cloning))).at("/details/pool_id").asText();

        HttpResponse<String> response = send(post("/tasks", TASK.replace("1001", clone)));

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(toloka.audit().tasksByPool()).containsOnlyKeys(clone);
        assertThat(toloka.tasks()).extracting(task -> task.poolId()).containsExactly(clone);
        assertThat(toloka.tasks(clone)).hasSize(1);
    }

    @Test
    void streamsTheLogOfTenThousandItems() throws Exception {
        String body = IntStream.range(0, 10_000)
                .mapToObj(index -> TASK.replace("{\"pool_id\"", "{\"__item_idx\":\"" + index + "\",\"pool_id\""))
                .collect(Collectors.joining(",", "[", "]"));
        String id = json(send(post("/tasks?async_mode=true", body))).path("id").asText();
        now.set(now.get().plusSeconds(1));

        JsonNode log = json(send(get("/operations/" + id + "/log")));

        assertThat(log).hasSize(10_000);
        assertThat(log.get(0).at("/input/input_values/image").asText()).isEqualTo("https://example.com/é.jpg");
        assertThat(toloka.audit().tasks()).isEqualTo(10_000);
    }

    @Test
    void readsAChunkedBody() throws Exception {
        byte[] task = TASK.getBytes(StandardCharsets.UTF_8);
        int half = task.length / 2;
        String request = head("Content-Type: application/JSON; charset=UTF-8\r\nTransfer-Encoding: chunked\r\n");

        String status = raw(
                request.getBytes(StandardCharsets.UTF_8),
                chunk(task, 0, half),
                chunk(task, half, task.length - half),
                "0\r\n\r\n".getBytes(StandardCharsets.UTF_8));

        assertThat(status).isEqualTo("HTTP/1.1 201 Created");
    }

    @Test
    void refusesABodyWithoutContentType() throws Exception {
        byte[] task = TASK.getBytes(StandardCharsets.UTF_8);

        String status = raw(head("Content-Length: " + task.length + "\r\n").getBytes(StandardCharsets.UTF_8), task);

        assertThat(status).isEqualTo("HTTP/1.1 415 Unsupported Media Type");
    }

    @Test
    void refusesABodyThatDeclaresToBeHuge() throws Exception {
        String request = head("Content-Type: application/json\r\nContent-Length: 999999999999\r\n");

        String status = raw(request.getBytes(StandardCharsets.UTF_8));

        assertThat(status).startsWith("HTTP/1.1 413");
    }

    @Test
    void answersAnErrorWithARequestId() throws Exception {
        HttpResponse<String> response =
                send(HttpRequest.newBuilder(uri("/tasks")).GET().build());

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(json(response).path("request_id").asText()).hasSize(36);
        assertThat(json(response).path("code").asText()).isEqualTo("AUTHENTICATION_ERROR");
    }

    @Test
    void showsItsAuditToAnyone() throws Exception {
        send(post("/tasks", "[" + TASK + "," + TASK + "]"));

        HttpResponse<String> audit =
                send(HttpRequest.newBuilder(toloka.url().resolve("/_audit")).build());
        HttpResponse<String> duplicates =
                send(HttpRequest.newBuilder(toloka.url().resolve("/_audit/duplicates"))
                        .build());

        assertThat(audit.body())
                .isEqualTo("{\"operations\":0,\"tasks\":2,\"tasks_by_pool\":{\"1001\":2},\"duplicates\":1,"
                        + "\"requests\":1,\"rejected_429\":0,\"answers\":0,\"webhook_delivered\":0,"
                        + "\"webhook_failed\":0,\"faults_fired\":0}");
        assertThat(json(duplicates)).hasSize(1);
        assertThat(json(duplicates).at("/0/task_id").asText())
                .isEqualTo(toloka.duplicates().get(0).taskId());
    }

    @Test
    void leavesNothingInItsSpillDirectory(@TempDir Path directory) throws Exception {
        String task = TASK.replace("{\"pool_id\"", "{\"__padding\":\"" + "x".repeat(900_000) + "\",\"pool_id\"");
        TolokaSimulator other =
                TolokaSimulator.builder().spillDirectory(directory).start();
        for (int count = 0; count < 3; count++) {
            HttpRequest request = HttpRequest.newBuilder(other.url().resolve("/api/v1/tasks"))
                    .header("Authorization", "OAuth demo-token")
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(task))
                    .build();
            assertThat(send(request).statusCode()).isEqualTo(201);
        }

        other.close();

        assertThat(directory).isEmptyDirectory();
        assertThat(other.audit().tasks()).isEqualTo(3);
    }

    @Test
    void saysThatItsPortIsTaken() {
        int port = toloka.url().getPort();

        assertThatThrownBy(() -> TolokaSimulator.builder().port(port).start())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot listen on 127.0.0.1:" + port);
    }

    private URI uri(String target) {
        return toloka.url().resolve("/api/v1" + target);
    }

    private HttpRequest get(String target) {
        return HttpRequest.newBuilder(uri(target))
                .header("Authorization", "ApiKey demo-token")
                .timeout(DEADLINE)
                .build();
    }

    private HttpRequest post(String target, String body) {
        return HttpRequest.newBuilder(uri(target))
                .header("Authorization", "OAuth demo-token")
                .header("Content-Type", "application/json")
                .timeout(DEADLINE)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        return Wire.JSON.readTree(response.body());
    }

    private static String head(String headers) {
        return "POST /api/v1/tasks HTTP/1.1\r\nHost: localhost\r\nAuthorization: OAuth demo-token\r\n" + headers
                + "\r\n";
    }

    private static byte[] chunk(byte[] bytes, int offset, int length) {
        byte[] size = (Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.UTF_8);
        byte[] chunk = new byte[size.length + length + 2];
        System.arraycopy(size, 0, chunk, 0, size.length);
        System.arraycopy(bytes, offset, chunk, size.length, length);
        chunk[chunk.length - 2] = '\r';
        chunk[chunk.length - 1] = '\n';
        return chunk;
    }

    /** Sends bytes as they are and answers the status line. */
    private String raw(byte[]... parts) throws IOException {
        try (Socket socket = new Socket(toloka.url().getHost(), toloka.url().getPort())) {
            socket.setSoTimeout((int) DEADLINE.toMillis());
            for (byte[] part : parts) {
                socket.getOutputStream().write(part);
                socket.getOutputStream().flush();
            }
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
        }
    }
}
