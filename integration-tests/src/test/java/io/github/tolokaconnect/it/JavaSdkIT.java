package io.github.tolokaconnect.it;

import static io.github.tolokaconnect.it.ClientWorld.OPEN_POOL;
import static io.github.tolokaconnect.it.ClientWorld.OTHER_OPEN_POOL;
import static io.github.tolokaconnect.it.ClientWorld.invalidTask;
import static io.github.tolokaconnect.it.ClientWorld.task;
import static io.github.tolokaconnect.it.ClientWorld.tasks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.tolokaconnect.it.JavaSdk.TlkException;
import io.github.tolokaconnect.it.JavaSdkTypes.Operation;
import io.github.tolokaconnect.it.JavaSdkTypes.OperationLogItem;
import io.github.tolokaconnect.it.JavaSdkTypes.Pool;
import io.github.tolokaconnect.it.JavaSdkTypes.Project;
import io.github.tolokaconnect.it.JavaSdkTypes.Task;
import io.github.tolokaconnect.simulator.TolokaSimulator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The official Java client does not notice that it talks to the simulator. */
class JavaSdkIT {

    private static final String TASK_ID = "/v1/tasks/0000000015--0123456789abcdef01234567";

    private static RunningSimulator simulator;
    private static JavaSdk sdk;

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        simulator =
                RunningSimulator.start(directory, ClientWorld.fixture(), "--operation-ms", "20..60", "--seed", "12");
        sdk = new JavaSdk(simulator.url(), "OAuth", ClientWorld.TOKEN);
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @Test
    void streamsABatchAndFindsItsTasksPageByPage() throws Exception {
        var started = sdk.createTasksAsync(
                tasks(OTHER_OPEN_POOL, "sdk streamed", 1_000).iterator(), Map.of());

        var completed = sdk.waitToComplete(started);

        assertThat(started.type()).isEqualTo("TASK.BATCH_CREATE");
        assertThat(completed.status()).isEqualTo("SUCCESS");
        assertThat(completed.finished()).isAfterOrEqualTo(completed.submitted());
        assertThat(allTasks(OTHER_OPEN_POOL))
                .extracting(task -> task.inputValues().get("text"))
                .hasSize(1_000)
                .doesNotHaveDuplicates();
    }

    @Test
    void keepsTheOperationIdOfTheCallerAndRefusesItAgain() throws Exception {
        var id = Map.of("operation_id", "6d84114f-fcfc-473d-8249-1a4f3ea550eb");
        var started = sdk.createTasksAsync(tasks(OPEN_POOL, "sdk with id", 2).iterator(), id);

        assertThat(started.id()).isEqualTo("6d84114f-fcfc-473d-8249-1a4f3ea550eb");
        assertThatThrownBy(() ->
                        sdk.createTasksAsync(tasks(OPEN_POOL, "sdk with id", 2).iterator(), id))
                .asInstanceOf(type(TlkException.class))
                .returns(409, TlkException::status)
                .returns("OPERATION_ALREADY_EXISTS", TlkException::code);
    }

    @Test
    void getsTheDetailsOfAnOperationThatFailedAndItsLog() throws Exception {
        var batch = List.of(task(OPEN_POOL, "sdk valid"), invalidTask(OPEN_POOL));

        var failed = sdk.waitToComplete(sdk.createTasksAsync(batch.iterator(), Map.of()));

        assertThat(failed.status()).isEqualTo("FAIL");
        assertThat(failed.parameters()).containsEntry("skip_invalid_items", "false");
        assertThat(failed.details())
                .hasToString("{\"total_count\":2,\"valid_count\":1,\"not_valid_count\":1,"
                        + "\"success_count\":0,\"failed_count\":2}");
        assertThat(sdk.getOperationLog(failed.id()))
                .extracting(OperationLogItem::type)
                .containsExactly("TASK_VALIDATE");
    }

    @Test
    void readsTheLogEntryByEntry() throws Exception {
        var started = sdk.createTasksAsync(tasks(OPEN_POOL, "sdk logged", 25).iterator(), Map.of());
        var completed = sdk.waitToComplete(started);

        var log = sdk.getOperationLog(completed.id());

        assertThat(log).hasSize(25).allSatisfy(item -> {
            assertThat(item.type()).isEqualTo("TASK_CREATE");
            assertThat(item.success()).isTrue();
            var task = sdk.find("/v1/tasks/" + item.output().path("task_id").textValue(), Task.class);
            assertThat(task.orElseThrow().inputValues())
                    .containsEntry("text", item.input().at("/input_values/text").textValue());
        });
    }

    @Test
    void createsTasksAtOnceByTheirIndex() throws Exception {
        var batch = List.of(invalidTask(OPEN_POOL), task(OPEN_POOL, "sdk at once"));

        var result = sdk.createTasks(batch, Map.of("skip_invalid_items", "true"));

        assertThat(result.items()).containsOnlyKeys(1);
        assertThat(result.validationErrors()).containsOnlyKeys(0);
        assertThat(result.validationErrors().get(0)).containsOnlyKeys("input_values.text", "input_values.txet");
    }

    @Test
    void createsOneTaskAndChangesItsOverlap() throws Exception {
        var task = task(OPEN_POOL, "sdk single");
        task.remove(List.of("overlap", "infinite_overlap"));

        var created = sdk.createTask(task, Map.of("allow_defaults", "true"));

        assertThat(created.overlap()).isEqualTo(2);
        assertThat(sdk.setOverlapOrMin(created.id(), 5).overlap()).isEqualTo(5);
    }

    @Test
    void opensAPoolWithoutABodyAndIsToldThatNothingIsLeftToDo() throws Exception {
        sdk.createTask(task("30", "sdk open"), Map.of());

        var opened = sdk.waitToComplete(sdk.act("30", "open").orElseThrow());

        assertThat(opened.type()).isEqualTo("POOL.OPEN");
        assertThat(opened.parameters()).isEqualTo(Map.of("pool_id", "30"));
        assertThat(sdk.act("30", "open")).isEmpty();
        assertThat(sdk.find("/v1/pools/30", Pool.class).orElseThrow().status()).isEqualTo("OPEN");
        assertThat(sdk.waitToComplete(sdk.act("30", "close").orElseThrow()).type())
                .isEqualTo("POOL.CLOSE");
    }

    @Test
    void findsNothingWhereThereIsNothing() throws Exception {
        assertThat(sdk.find(TASK_ID, Task.class)).isEmpty();
        assertThat(sdk.find("/v1/operations/6d84114f-fcfc-473d-8249-000000000000", Operation.class))
                .isEmpty();
        assertThat(sdk.find("/v1/pools/404", Pool.class)).isEmpty();
        assertThat(sdk.find("/v1/projects/404", Project.class)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /v1/pools/31/open, application/json, '', 409, EMPTY_POOL",
        "POST, /v1/tasks, application/json; charset=UTF-8, '[{', 400, VALIDATION_ERROR",
        "POST, /v1/tasks, '', '[]', 415, UNSUPPORTED_MEDIA_TYPE",
        "DELETE, /v1/tasks, application/json, '', 405, METHOD_NOT_ALLOWED",
        "GET, /v1/nowhere, application/json, '', 404, NOT_FOUND",
        "GET, /v1/tasks?pool_id=21&limit=1000, application/json, '', 400, VALIDATION_ERROR",
    })
    void getsAnErrorWithACodeForWhateverGoesWrong(
            String method, String path, String contentType, String body, int status, String code) throws Exception {
        var failure = sdk.failure(method, path, Map.of(), contentType, body);

        assertThat(failure.status()).isEqualTo(status);
        assertThat(failure.code()).isEqualTo(code);
    }

    @Test
    void presentsCredentialsEncodedAndOfBothKinds() throws Exception {
        var encoded = new JavaSdk(simulator.url(), "OAuth", ClientWorld.AWKWARD_TOKEN);
        var key = new JavaSdk(simulator.url(), "ApiKey", ClientWorld.KEY);
        var unknown = new JavaSdk(simulator.url(), "OAuth", "unknown");

        assertThat(encoded.getRequester().publicName()).containsKey("EN");
        assertThat(key.getRequester().balance()).isPositive();
        assertThatThrownBy(unknown::getRequester)
                .asInstanceOf(type(TlkException.class))
                .returns("AUTHENTICATION_ERROR", TlkException::code);
    }

    @Test
    void sortsAndFiltersByWhateverItHasAMethodFor() throws Exception {
        sdk.createTasks(tasks(OPEN_POOL, "sdk sorted", 3), Map.of());

        var newest = sdk.findTasks(Map.of(
                "pool_id", OPEN_POOL, "sort", "-created,-id", "limit", "2", "created_gt", "2023-03-28T11:06:09.827"));
        var operations = sdk.findOperations(Map.of("sort", "-submitted,id", "status", "SUCCESS", "limit", "300"));
        var projects = sdk.findProjects(Map.of("sort", "public_name,-private_comment,created,id"));

        assertThat(newest.hasMore()).isTrue();
        assertThat(newest.items()).extracting(Task::id).hasSize(2).isSortedAccordingTo((a, b) -> b.compareTo(a));
        assertThat(operations.items())
                .allSatisfy(operation -> assertThat(operation.status()).isEqualTo("SUCCESS"));
        assertThat(projects.items()).extracting(Project::id).containsExactly("7");
    }

    @Test
    void readsTheWorldThatTheSimulatorBringsAlong() throws Exception {
        try (var demo = TolokaSimulator.builder().start()) {
            var visitor = new JavaSdk(demo.url(), "OAuth", "demo-token");

            var project = visitor.find("/v1/projects/100", Project.class).orElseThrow();
            var pool = visitor.find("/v1/pools/1001", Pool.class).orElseThrow();

            assertThat(project.taskSpec().inputSpec().get("image").required()).isTrue();
            assertThat(pool.mixerConfig()).isNotNull();
            assertThat(pool.willExpire()).isAfter(pool.created());
            assertThat(visitor.getRequester().balance()).isPositive();
        }
    }

    /** Pages as the SDK's users do: sorted by id, each page after the last id of the one before. */
    private static List<Task> allTasks(String pool) throws Exception {
        List<Task> all = new ArrayList<>();
        var after = Optional.<String>empty();
        for (var hasMore = true; hasMore; ) {
            var query = new LinkedHashMap<>(Map.of("pool_id", pool, "sort", "id", "limit", "300"));
            after.ifPresent(id -> query.put("id_gt", id));
            var page = sdk.findTasks(query);
            all.addAll(page.items());
            hasMore = page.hasMore();
            after = Optional.of(all.get(all.size() - 1).id());
        }
        return all;
    }
}
