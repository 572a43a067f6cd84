package io.github.tolokaconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.client.PoolId;
import io.github.tolokaconnect.client.TolokaApi;
import io.github.tolokaconnect.client.TolokaApiContract;
import io.github.tolokaconnect.client.http.Connection;
import io.github.tolokaconnect.client.http.Credential;
import io.github.tolokaconnect.client.http.HttpTolokaApi;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The simulator as the jar that users start: what a client expects of the API, and what the reference shows, request by request. */
class SimulatorJarIT extends TolokaApiContract {

    private static final String FIXTURE = """
            {"tokens": ["canary-it-token"],
             "projects": [{"id": "7", "public_name": "Sentiment",
                           "task_spec": {"input_spec": {"text": {"type": "string", "required": true}},
                                         "output_spec": {"mood": {"type": "string", "required": true}}}}],
             "pools": [{"id": "21", "project_id": "7", "status": "OPEN",
                        "defaults": {"default_overlap_for_new_tasks": 2},
                        "mixer_config": {"real_tasks_count": 10, "golden_tasks_count": 0, "training_tasks_count": 0}}]}
            """;
    private static final String ONE = "[{\"pool_id\":\"21\",\"overlap\":1,\"input_values\":{\"text\":\"%s\"}}]";

    private static ToolProcess simulator;
    private static Platform platform;
    private static TolokaApi api;
    private static final AtomicInteger IDS = new AtomicInteger();

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        var fixture = Files.writeString(directory.resolve("fixture.json"), FIXTURE);
        simulator = ToolProcess.start(
                directory,
                directory,
                List.of(
                        ToolProcess.java(),
                        "-jar",
                        Artifacts.simulatorJar().toString(),
                        "--port",
                        "0",
                        "--fixture",
                        fixture.toString(),
                        "--seed",
                        "7",
                        "--operation-ms",
                        "50..100"));
        var url = URI.create(simulator.awaitLine("listening on (http://127\\.0\\.0\\.1:[0-9]+)"));
        platform = new Platform(url, "OAuth canary-it-token");
        api = HttpTolokaApi.connect(Connection.of(url, new Credential.OAuth("canary-it-token")));
    }

    @AfterAll
    static void stop() {
        api.close();
        simulator.close();
    }

    @Override
    protected TolokaApi api() {
        return api;
    }

    @Override
    protected PoolId pool() {
        return new PoolId("21");
    }

    @Override
    protected Map<String, Object> validInput(int n) {
        return Map.of("text", "Text " + n);
    }

    @Override
    protected Map<String, Object> invalidInput() {
        return Map.of("txet", "Text");
    }

    @Override
    protected UUID freshId() {
        return UUID.nameUUIDFromBytes(new byte[] {(byte) IDS.incrementAndGet()});
    }

    @Test
    void holdsNothingOfJUnit() throws IOException {
        try (var jar = new JarFile(Artifacts.simulatorJar().toFile())) {
            assertThat(jar.stream()).extracting(ZipEntry::getName).noneMatch(name -> name.startsWith("org/junit/"));
        }
    }

    @Test
    void answersWithoutAKnownTokenThatItDoesNotKnowTheCaller() throws Exception {
        var reply = new Platform(platform.url(), "OAuth other").get("/api/v1/pools/21");

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.body().path("code").asText()).isEqualTo("AUTHENTICATION_ERROR");
    }

    @Test
    void takesAnOperationOnceAndRefusesItsIdAfterwards() throws Exception {
        var id = freshId();
        var path = "/api/v1/tasks?async_mode=true&operation_id=" + id;

        var first = platform.post(path, ONE.formatted("replayed"));
        var again = platform.post(path, ONE.formatted("replayed"));

        awaitEnd(id);
        assertThat(first.status()).isEqualTo(202);
        assertThat(first.body().path("id").asText()).isEqualTo(id.toString());
        assertThat(first.body().path("type").asText()).isEqualTo("TASK.BATCH_CREATE");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body().path("code").asText()).isEqualTo("OPERATION_ALREADY_EXISTS");
    }

    @Test
    void tellsInTheOperationLogWhichTaskWasCreated() throws Exception {
        var id = freshId();
        platform.post("/api/v1/tasks?async_mode=true&operation_id=" + id, ONE.formatted("logged"));
        awaitEnd(id);

        var log = platform.get("/api/v1/operations/" + id + "/log");

        assertThat(log.status()).isEqualTo(200);
        assertThat(log.body()).anySatisfy(entry -> {
            assertThat(entry.path("type").asText()).isEqualTo("TASK_CREATE");
            assertThat(entry.path("success").asBoolean()).isTrue();
            assertThat(entry.path("output").path("task_id").asText()).isNotEmpty();
        });
    }

    @Test
    void countsWhatWasCreatedTwiceInItsAudit() throws Exception {
        platform.post("/api/v1/tasks", ONE.formatted("twice"));
        var before = platform.get("/_audit").body();

        platform.post("/api/v1/tasks", ONE.formatted("twice"));

        var after = platform.get("/_audit").body();
        assertThat(after.path("tasks").asLong()).isEqualTo(before.path("tasks").asLong() + 1);
        assertThat(after.path("duplicates").asLong())
                .isEqualTo(before.path("duplicates").asLong() + 1);
        assertThat(after.path("tasks_by_pool").path("21").asLong())
                .isEqualTo(after.path("tasks").asLong());
    }

    // Tests that count tasks must not be surprised by those of others.
    private static void awaitEnd(UUID operation) {
        Waiting.until("the operation has ended")
                .until(() -> platform.get("/api/v1/operations/" + operation)
                        .body()
                        .path("status")
                        .asText()
                        .equals("SUCCESS"));
    }
}
