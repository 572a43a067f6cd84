package io.github.tolokaconnect.it;

import static io.github.tolokaconnect.it.ClientWorld.OPEN_POOL;
import static io.github.tolokaconnect.it.ClientWorld.OTHER_OPEN_POOL;
import static io.github.tolokaconnect.it.ClientWorld.invalidTask;
import static io.github.tolokaconnect.it.ClientWorld.task;
import static io.github.tolokaconnect.it.ClientWorld.tasks;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.it.PythonKit.ApiError;
import io.github.tolokaconnect.simulator.TolokaSimulator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The official Python client does not notice that it talks to the simulator. */
class PythonKitIT {

    private static RunningSimulator simulator;
    private static PythonKit kit;

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        simulator =
                RunningSimulator.start(directory, ClientWorld.fixture(), "--operation-ms", "20..60", "--seed", "11");
        kit = new PythonKit(simulator.url(), ClientWorld.TOKEN);
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @Test
    void returnsEveryTaskOfABatchByItsIndex() throws Exception {
        var batch = new ArrayList<>(tasks(OPEN_POOL, "kit batch", 120));
        batch.addAll(tasks(OTHER_OPEN_POOL, "kit batch, other pool", 70));

        var result = kit.createTasks(batch, operationId("batch"), Map.of());

        assertThat(result.validationErrors()).isEmpty();
        assertThat(texts(result.items().values())).hasSize(190);
        assertThat(result.items())
                .containsOnlyKeys(
                        IntStream.range(0, 190).mapToObj(Integer::toString).toList())
                .allSatisfy((index, task) -> {
                    var sent = batch.get(Integer.parseInt(index));
                    assertThat(task.path("input_values")).isEqualTo(sent.path("input_values"));
                    assertThat(task.path("pool_id")).isEqualTo(sent.path("pool_id"));
                });
    }

    @Test
    void adoptsItsOperationWhenItSendsARequestAgain() throws Exception {
        var id = operationId("again");
        var first = kit.createTasks(tasks(OPEN_POOL, "kit sent twice", 3), id, Map.of());

        var again = kit.createTasks(tasks(OPEN_POOL, "kit sent twice", 3), id, Map.of());

        assertThat(again).isEqualTo(first);
        assertThat(texts(kit.getTasks(Map.of("pool_id", OPEN_POOL))))
                .filteredOn(text -> text.startsWith("kit sent twice"))
                .hasSize(3);
    }

    @Test
    void tellsTheErrorsOfSkippedTasksByTheirIndex() throws Exception {
        var batch = List.of(task(OPEN_POOL, "kit valid"), invalidTask(OPEN_POOL), task(OPEN_POOL, "kit valid, too"));

        var result = kit.createTasks(batch, operationId("mixed"), Map.of("skip_invalid_items", "true"));

        assertThat(result.items()).containsOnlyKeys("0", "2");
        assertThat(result.validationErrors()).containsOnlyKeys("1");
        assertThat(result.validationErrors().get("1").at("/input_values.text/code"))
                .hasToString("\"VALUE_REQUIRED\"");
        assertThat(result.validationErrors().get("1").at("/input_values.txet/code"))
                .hasToString("\"VALUE_NOT_ALLOWED\"");
    }

    @Test
    void raisesAValidationErrorWhenNothingWasCreated() {
        var batch = List.of(task(OPEN_POOL, "kit refused"), invalidTask(OPEN_POOL));

        assertThatThrownBy(() -> kit.createTasks(batch, operationId("refused"), Map.of()))
                .asInstanceOf(type(ApiError.class))
                .satisfies(error -> {
                    assertThat(error.code()).isEqualTo("VALIDATION_ERROR");
                    assertThat(error.payload().fieldNames()).toIterable().containsExactly("1");
                });
    }

    @Test
    void createsASingleTaskThroughAnOperation() throws Exception {
        var created = kit.createTask(task(OPEN_POOL, "kit single"), operationId("single"));

        assertThat(created.at("/input_values/text").asText()).isEqualTo("kit single");
        assertThat(created.has("__item_idx")).isFalse();
    }

    @Test
    void createsTasksAtOnceAndSendsAnOperationIdAllTheSame() throws Exception {
        var id = operationId("atOnce");
        var batch = List.of(task(OPEN_POOL, "kit at once"), invalidTask(OPEN_POOL));

        var first = kit.createTasksAtOnce(batch, id, Map.of("skip_invalid_items", "true"));
        var again = kit.createTasksAtOnce(batch, id, Map.of("skip_invalid_items", "true"));

        assertThat(first.path("items").fieldNames()).toIterable().containsExactly("0");
        assertThat(first.path("validation_errors").fieldNames()).toIterable().containsExactly("1");
        assertThat(again.path("items").fieldNames()).toIterable().containsExactly("0");
    }

    @Test
    void readsBackATaskForEverybody() throws Exception {
        var task = task(OPEN_POOL, "kit for everybody");
        task.putNull("overlap").put("infinite_overlap", true);

        var created = kit.createTask(task, operationId("everybody"));

        assertThat(created.path("infinite_overlap").asBoolean()).isTrue();
    }

    @Test
    void takesTheOverlapOfThePoolWhenDefaultsAreAllowed() throws Exception {
        var task = task(OPEN_POOL, "kit default overlap");
        task.remove(List.of("overlap", "infinite_overlap"));

        var result = kit.createTasks(List.of(task), operationId("defaults"), Map.of("allow_defaults", "true"));

        assertThat(result.items().get("0").path("overlap").asInt()).isEqualTo(2);
    }

    @Test
    void opensAPoolAndClosesIt() throws Exception {
        kit.createTask(task("30", "kit open"), operationId("open"));

        assertThat(kit.openPool("30").path("status").asText()).isEqualTo("OPEN");
        assertThat(kit.openPool("30").path("status").asText()).isEqualTo("OPEN");
        assertThat(kit.closePool("30").path("status").asText()).isEqualTo("CLOSED");
        assertThat(kit.closePool("30").path("last_close_reason").asText()).isEqualTo("MANUAL");
    }

    @Test
    void cannotOpenAPoolWithoutTasks() {
        assertThatThrownBy(() -> kit.openPool("31"))
                .asInstanceOf(type(ApiError.class))
                .returns(409, ApiError::status)
                .returns("EMPTY_POOL", ApiError::code);
    }

    @Test
    void skipsWhatTheLogSaysOfPoolsThatCouldNotBeOpened() throws Exception {
        var batch = List.of(task("32", "kit opens"), invalidTask("33"));

        var result =
                kit.createTasks(batch, operationId("pools"), Map.of("skip_invalid_items", "true", "open_pool", "true"));

        assertThat(result.items()).containsOnlyKeys("0");
        assertThat(result.validationErrors()).containsOnlyKeys("1");
        assertThat(kit.getPool("32").path("status").asText()).isEqualTo("OPEN");
        assertThat(kit.getPool("33").path("status").asText()).isEqualTo("CLOSED");
    }

    @Test
    void lowersTheOverlapOfATask() throws Exception {
        var created = kit.createTask(task(OPEN_POOL, "kit patched"), operationId("patched"));

        var patched = kit.patchOverlapOrMin(created.path("id").asText(), 1);

        assertThat(patched.path("overlap").asInt()).isEqualTo(1);
    }

    @Test
    void copiesATaskThatItReadToAnotherPool() throws Exception {
        var read = kit.createTask(task(OPEN_POOL, "kit copied"), operationId("original"));

        var copy = kit.createTask(read.<ObjectNode>deepCopy().put("pool_id", OTHER_OPEN_POOL), operationId("copy"));

        assertThat(copy.path("input_values")).isEqualTo(read.path("input_values"));
        assertThat(copy.path("pool_id").asText()).isEqualTo(OTHER_OPEN_POOL);
        assertThat(copy.path("id")).isNotEqualTo(read.path("id"));
    }

    @Test
    void findsPoolsAndOperationsAndTasksByWhatItCanAskFor() throws Exception {
        kit.createTask(task(OTHER_OPEN_POOL, "kit found"), operationId("found"));

        assertThat(kit.getPools(Map.of("status", "CLOSED", "project_id", "7", "id_lte", "39")))
                .extracting(pool -> pool.path("id").asText())
                .contains("31")
                .doesNotContain(OPEN_POOL);
        assertThat(kit.getOperations(Map.of("type", "TASK.BATCH_CREATE", "status", "SUCCESS")))
                .isNotEmpty();
        // Python writes a time with six digits of a second, if it has any.
        assertThat(texts(kit.getTasks(Map.of("pool_id", OTHER_OPEN_POOL, "created_gte", "2023-03-28T11:06:09.123456"))))
                .contains("kit found");
    }

    @Test
    void raisesAnErrorWithACodeForWhatDoesNotExist() {
        assertThatThrownBy(() -> kit.getTask("0000000015--0123456789abcdef01234567"))
                .asInstanceOf(type(ApiError.class))
                .returns(404, ApiError::status)
                .returns("DOES_NOT_EXIST", ApiError::code);
        assertThatThrownBy(() -> kit.createTasks(List.of(), operationId("nothing"), Map.of()))
                .asInstanceOf(type(ApiError.class))
                .returns(415, ApiError::status)
                .returns("UNSUPPORTED_MEDIA_TYPE", ApiError::code);
    }

    @Test
    void presentsAnApiKeyAsSuch() throws Exception {
        var withKey = new PythonKit(simulator.url(), ClientWorld.KEY);
        var unknown = new PythonKit(simulator.url(), "unknown");

        assertThat(withKey.getRequester().path("id").asText()).isNotEmpty();
        assertThatThrownBy(unknown::getRequester)
                .asInstanceOf(type(ApiError.class))
                .returns("AUTHENTICATION_ERROR", ApiError::code);
    }

    @Test
    void readsTheWorldThatTheSimulatorBringsAlong() throws Exception {
        try (var demo = TolokaSimulator.builder().start()) {
            var visitor = new PythonKit(demo.url(), "demo-token");

            assertThat(visitor.getRequester().path("balance").isNumber()).isTrue();
            assertThat(visitor.getProject("100").path("public_name").asText()).isEqualTo("Image classification");
            assertThat(visitor.getPools(Map.of("status", "OPEN")).stream()
                            .collect(toMap(pool -> pool.path("id").asText(), identity())))
                    .containsOnlyKeys("1001", "1002", "1003");
        }
    }

    /** The id that the kit draws for one call of a method. */
    private static UUID operationId(String call) {
        return UUID.nameUUIDFromBytes(call.getBytes(UTF_8));
    }

    private static List<String> texts(Iterable<JsonNode> tasks) {
        List<String> texts = new ArrayList<>();
        tasks.forEach(task -> texts.add(task.at("/input_values/text").asText()));
        return texts;
    }
}
