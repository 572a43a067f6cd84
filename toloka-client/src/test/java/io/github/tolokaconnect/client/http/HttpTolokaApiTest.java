package io.github.tolokaconnect.client.http;

import static io.github.tolokaconnect.client.http.ApiStub.wire;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.client.Answer;
import io.github.tolokaconnect.client.CanonicalInput;
import io.github.tolokaconnect.client.CreateTasks;
import io.github.tolokaconnect.client.CreatedTasks;
import io.github.tolokaconnect.client.FieldError;
import io.github.tolokaconnect.client.InputField;
import io.github.tolokaconnect.client.Operation;
import io.github.tolokaconnect.client.OperationDetails;
import io.github.tolokaconnect.client.OperationId;
import io.github.tolokaconnect.client.OperationParameters;
import io.github.tolokaconnect.client.OperationQuery;
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
import io.github.tolokaconnect.client.TaskQuery;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTolokaApiTest {

    private static final OperationId OPERATION =
            OperationId.of(UUID.fromString("2ed92b7f-75c0-4771-ae2f-3911232d6d4e"));
    private static final PoolId POOL = new PoolId("21");

    private ApiStub stub;
    private HttpTolokaApi api;

    @BeforeEach
    void start() throws IOException {
        stub = ApiStub.start();
        api = HttpTolokaApi.connect(Connection.of(stub.url(), new Credential.ApiKey("key")));
    }

    @AfterEach
    void stop() {
        api.close();
        stub.close();
    }

    @Test
    void callsCarryTheCredentialThatIsInForceWhenTheyStart() {
        stub.answer(404, "").answer(404, "");

        api.requester().join();
        api.use(new Credential.OAuth("renewed"));
        api.requester().join();

        assertThat(stub.asked)
                .extracting(asked -> asked.header("Authorization"))
                .containsExactly("ApiKey key", "OAuth renewed");
    }

    private static CreateTasks create(String json) {
        return new CreateTasks(OPERATION, true, false, true, json.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202})
    void startsAnOperationWithAnySuccessStatus(int status) {
        stub.answer(status, wire("operation-running"));

        Answer<Operation> answer = Answered.by(api.startCreateTasks(create("[{}]")));

        assertThat(answer)
                .isEqualTo(new Answer.Accepted<>(
                        new Operation(
                                OPERATION,
                                "TASK.BATCH_CREATE",
                                OperationStatus.RUNNING,
                                Instant.parse("2020-12-23T16:26:20.131Z"),
                                null,
                                null,
                                0,
                                new OperationParameters(false, false, false),
                                null),
                        status));
    }

    @Test
    void sendsTheBodyAsItIsWithEveryFlagSpelledOut() {
        stub.answer(202, wire("operation-running"));
        byte[] buffer = "..[{\"input_values\":{\"a\":\"é\"}}]..".getBytes(StandardCharsets.UTF_8);

        Answered.accepted(
                api.startCreateTasks(new CreateTasks(OPERATION, true, false, true, buffer, 2, buffer.length - 4)));

        ApiStub.Asked asked = stub.lastAsked();
        assertThat(asked.method()).isEqualTo("POST");
        assertThat(asked.uri())
                .hasToString("/api/v1/tasks?async_mode=true&operation_id=" + OPERATION
                        + "&skip_invalid_items=true&allow_defaults=false&open_pool=true");
        assertThat(asked.body()).isEqualTo("[{\"input_values\":{\"a\":\"é\"}}]");
        assertThat(asked.header("Content-Type")).isEqualTo("application/json");
        assertThat(asked.header("Accept")).isEqualTo("application/json");
        assertThat(asked.header("Authorization")).isEqualTo("ApiKey key");
        assertThat(asked.header("User-Agent")).isEqualTo("toloka-connect");
    }

    @Test
    void readsAnOperationThatIsOverAtOnce() {
        stub.answer(202, wire("operation-failed"));

        Operation operation = Answered.accepted(api.startCreateTasks(create("[{}]")));

        assertThat(operation.status().isTerminal()).isTrue();
        assertThat(operation.started()).isEqualTo("2020-12-23T16:26:20Z");
        assertThat(operation.finished()).isEqualTo("2020-12-23T16:26:21.008Z");
        assertThat(operation.details()).isEqualTo(new OperationDetails(2L, 1L, 1L, 0L, 2L));
    }

    @Test
    void carriesUnknownStatusesAndForeignIdsAlong() {
        stub.answer(200, wire("operation-of-2016"));

        Operation operation = Answered.accepted(api.operation(new OperationId("57068577e4b0bf7b07a0256f")));

        assertThat(stub.lastAsked().uri()).hasToString("/api/v1/operations/57068577e4b0bf7b07a0256f");
        assertThat(operation.status()).isEqualTo(new OperationStatus("ARCHIVING"));
        assertThat(operation.status().isTerminal()).isFalse();
        assertThat(operation.details()).isEqualTo(new OperationDetails(2L, null, null, null, null));
    }

    @Test
    void createsAnArraySynchronously() {
        stub.answer(201, wire("created-tasks"));

        CreatedTasks created = Answered.accepted(api.createTasks(create("[{},{},{}]")));

        assertThat(stub.lastAsked().uri().getQuery()).startsWith("async_mode=false&operation_id=");
        assertThat(created.items())
                .containsExactly(
                        Map.entry(0, new TaskId("00013b0abd--6008446f2c8b5c2a4d6b1f01")),
                        Map.entry(2, new TaskId("00013b0abd--6008446f2c8b5c2a4d6b1f02")));
        assertThat(created.validationErrors())
                .containsExactly(Map.entry(
                        1,
                        List.of(new FieldError(
                                "input_values.image",
                                "VALUE_REQUIRED",
                                "Value must be present and not equal to null",
                                List.of()))));
    }

    @Test
    void createsASingleTaskAsIndexZero() {
        stub.answer(201, wire("created-task"));

        CreatedTasks created = Answered.accepted(api.createTasks(create("{}")));

        assertThat(created.items()).containsExactly(Map.entry(0, new TaskId("000248a756--6422ca21e5997032541d856b")));
        assertThat(created.validationErrors()).isEmpty();
    }

    @Test
    void listsOperationsWithinBounds() {
        stub.answer(200, wire("operations"));

        Page<Operation> page = Answered.accepted(api.operations(OperationQuery.ALL
                .of("TASK.BATCH_CREATE", OperationStatus.SUCCESS)
                .submitted(Instant.parse("2020-12-23T16:26:20Z"), null)
                .after(OPERATION)));

        assertThat(stub.lastAsked().uri().getQuery())
                .isEqualTo("type=TASK.BATCH_CREATE&status=SUCCESS&id_gt=" + OPERATION
                        + "&submitted_gte=2020-12-23T16:26:20.000&sort=id&limit=300");
        assertThat(page.hasMore()).isTrue();
        assertThat(page.items()).extracting(Operation::type).containsExactly("TASK.BATCH_CREATE", "POOL.OPEN");
    }

    @Test
    void readsAPool() {
        stub.answer(200, wire("pool"));

        Pool pool = Answered.accepted(api.pool(POOL));

        assertThat(stub.lastAsked().uri()).hasToString("/api/v1/pools/21");
        assertThat(pool)
                .isEqualTo(new Pool(
                        POOL,
                        new ProjectId("10"),
                        PoolStatus.CLOSED,
                        "REGULAR",
                        "pool name",
                        "MANUAL",
                        5,
                        true,
                        600,
                        new BigDecimal("0.03")));
    }

    @Test
    void readsAPoolThatSaysOnlyTheNecessary() {
        stub.answer(200, "{\"id\":21,\"project_id\":10,\"status\":\"FROZEN\",\"mixer_config\":null}");

        Pool pool = Answered.accepted(api.pool(POOL));

        assertThat(pool)
                .isEqualTo(new Pool(
                        POOL,
                        new ProjectId("10"),
                        new PoolStatus("FROZEN"),
                        null,
                        null,
                        null,
                        null,
                        false,
                        null,
                        null));
    }

    @Test
    void readsAProjectsInputSpec() {
        stub.answer(200, wire("project"));

        Project project = Answered.accepted(api.project(new ProjectId("10")));

        assertThat(stub.lastAsked().uri()).hasToString("/api/v1/projects/10");
        assertThat(project.status()).isEqualTo("ACTIVE");
        assertThat(project.inputSpec())
                .containsExactly(
                        Map.entry("image", new InputField("url", true)),
                        Map.entry("hints", new InputField("array_string", false)),
                        Map.entry("place", new InputField("coordinates", true)));
    }

    @Test
    void listsTasksWithTheDigestOfTheirInput() {
        stub.answer(200, wire("tasks"));

        Page<Task> page = Answered.accepted(api.tasks(TaskQuery.of(POOL)
                .between(new TaskId("a--1"), new TaskId("a--9"))
                .created(Instant.parse("2023-03-28T11:06:09.827Z"), Instant.parse("2023-03-29T00:00:00Z"))
                .after(new TaskId("a--3"))));

        assertThat(stub.lastAsked().uri().getQuery())
                .isEqualTo("pool_id=21&id_gt=a--3&id_gte=a--1&id_lte=a--9&created_gte=2023-03-28T11:06:09.827"
                        + "&created_lt=2023-03-29T00:00:00.000&sort=id&limit=300");
        assertThat(page.hasMore()).isFalse();
        byte[] input = "{\"a\":\"x\",\"b\":1}".getBytes(StandardCharsets.UTF_8);
        assertThat(page.items())
                .extracting(Task::inputKey)
                .containsOnly(CanonicalInput.sha256(input, 0, input.length))
                .hasSize(2);
        assertThat(page.items()).extracting(Task::overlap).containsExactly(Overlap.of(3), Overlap.INFINITE);
    }

    @Test
    void setsAFiniteOverlap() {
        stub.answer(200, wire("created-task"));

        Task task = Answered.accepted(
                api.setOverlapOrMin(new TaskId("000248a756--6422ca21e5997032541d856b"), Overlap.of(0)));

        ApiStub.Asked asked = stub.lastAsked();
        assertThat(asked.method()).isEqualTo("PATCH");
        assertThat(asked.uri()).hasToString("/api/v1/tasks/000248a756--6422ca21e5997032541d856b/set-overlap-or-min");
        assertThat(asked.body()).isEqualTo("{\"overlap\":0,\"infinite_overlap\":false}");
        assertThat(task.overlap()).isEqualTo(Overlap.of(3));
        assertThat(task.remainingOverlap()).isEqualTo(2);
        assertThat(task.created()).isEqualTo("2023-03-28T11:06:09.827Z");
    }

    @Test
    void setsAnInfiniteOverlap() {
        stub.answer(200, wire("created-task"));

        Answered.accepted(api.setOverlapOrMin(new TaskId("1"), Overlap.INFINITE));

        assertThat(stub.lastAsked().body()).isEqualTo("{\"overlap\":null,\"infinite_overlap\":true}");
    }

    @Test
    void readsTheRequester() {
        stub.answer(200, wire("requester"));

        Requester requester = Answered.accepted(api.requester());

        assertThat(stub.lastAsked().uri()).hasToString("/api/v1/requester");
        assertThat(requester).isEqualTo(new Requester("566ec2b0ff0deeaae5f9d500", new BigDecimal("121.3")));
    }

    @Test
    void sendsNoAuthorizationWithoutCredential() {
        stub.answer(200, wire("requester"));
        try (HttpTolokaApi anonymous = HttpTolokaApi.connect(Connection.of(stub.url(), new Credential.None()))) {

            Answered.accepted(anonymous.requester());
        }

        assertThat(stub.lastAsked().header("Authorization")).isNull();
    }

    @Test
    void answersOnAThreadOfItsOwn() {
        CountDownLatch listening = new CountDownLatch(1);
        stub.stream(out -> {
            await(listening);
            write(out, wire("requester"));
        });

        CompletableFuture<String> thread =
                api.requester().thenApply(answer -> Thread.currentThread().getName());
        listening.countDown();

        assertThat(thread).succeedsWithin(Duration.ofSeconds(10)).asString().matches("toloka-client-worker-\\d+");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void write(OutputStream out, String text) {
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
