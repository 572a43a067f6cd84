package io.github.tolokaconnect.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.github.tolokaconnect.simulator.engine.OperationTime;
import io.github.tolokaconnect.simulator.engine.SimulatedOperation;
import io.github.tolokaconnect.simulator.engine.SimulatedTask;
import io.github.tolokaconnect.simulator.fixture.Field;
import io.github.tolokaconnect.simulator.fixture.Fixture;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimulatedWorldTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final String OPERATION = "6f0e4a3e-5c35-4a30-9d33-0d8d9e1f7a10";

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final TolokaSimulator toloka = TolokaSimulator.builder()
            .clock(now::get)
            .operationTime(OperationTime.ofMillis(100, 100))
            .fixture(Fixture.builder()
                    .token("t")
                    .project(
                            "7",
                            project -> project.input("text", Field.string())
                                    .input("score", Field.decimal().optional())
                                    .input("tags", Field.strings().optional()))
                    .pool("21", pool -> pool.project("7"))
                    .pool("22", pool -> pool.project("7").closed())
                    .build())
            .start();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        toloka.close();
    }

    @Test
    void showsATaskWithTheValuesItWasSentWith() throws Exception {
        create(
                "",
                "[{'pool_id':'21','overlap':2,'input_values':{'text':'a','score':0.50,'tags':['x']},"
                        + "'reserved_for':['u-1']}]");

        SimulatedTask task = toloka.tasks("21").findFirst().orElseThrow();

        assertThat(task.poolId()).isEqualTo("21");
        assertThat(task.overlap()).isEqualTo(2);
        assertThat(task.created()).isEqualTo(START);
        assertThat(task.operationId()).isNull();
        assertThat(task.inputValues())
                .containsExactly(
                        entry("text", "a"), entry("score", new BigDecimal("0.50")), entry("tags", List.of("x")));
        assertThat(task.json().at("/reserved_for/0").asText()).isEqualTo("u-1");
        assertThat(task.json().path("id").asText()).isEqualTo(task.id());
    }

    @Test
    void showsWhichOperationCreatedATask() throws Exception {
        create("?async_mode=true&operation_id=" + OPERATION, one("21", "a"));
        List<SimulatedTask> before = toloka.tasks("21").toList();

        now.set(START.plusMillis(100));

        assertThat(before).isEmpty();
        assertThat(toloka.tasks("21"))
                .singleElement()
                .extracting(SimulatedTask::operationId, SimulatedTask::created)
                .containsExactly(OPERATION, START.plusMillis(100));
    }

    @Test
    void showsAnOverlapWithoutEndAsNull() throws Exception {
        create("", "[{'pool_id':'21','infinite_overlap':true,'input_values':{'text':'a'}}]");

        assertThat(toloka.tasks("21"))
                .singleElement()
                .extracting(SimulatedTask::overlap)
                .isNull();
    }

    @Test
    void showsTasksInTheOrderOfTheirCreationBeyondOnePage() throws Exception {
        create("", many("21", 0, 700));
        now.set(START.plusSeconds(1));
        create("", many("21", 700, 1001));

        List<Object> texts =
                toloka.tasks("21").map(task -> task.inputValues().get("text")).toList();

        assertThat(texts)
                .containsExactlyElementsOf(
                        IntStream.range(0, 1001).mapToObj(n -> "n" + n).toList());
    }

    @Test
    void readsNoMoreTasksThanAreAskedFor() throws Exception {
        create("", many("21", 0, 300));
        var tasks = toloka.tasks("21").iterator();
        IntStream.range(0, 300).forEach(n -> tasks.next());

        create("", one("21", "meanwhile"));

        assertThat(tasks.next().inputValues()).containsEntry("text", "meanwhile");
        assertThat(tasks).isExhausted();
    }

    @Test
    void showsTheTasksOfAllPools() throws Exception {
        create("", one("22", "b"));
        create("", one("21", "a"));

        assertThat(toloka.tasks()).extracting(SimulatedTask::poolId).containsExactly("21", "22");
    }

    @Test
    void refusesToShowTasksOfAPoolThatIsNotThere() {
        assertThatThrownBy(() -> toloka.tasks("23"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no pool 23; the pools are [21, 22]");
    }

    @Test
    void showsOperationsWithWhatBecameOfTheirTasks() throws Exception {
        create(
                "?async_mode=true&skip_invalid_items=true&operation_id=" + OPERATION,
                "[{'pool_id':'21','overlap':1,'input_values':{'text':'a'}},{'pool_id':'21','overlap':1,'input_values':{}}]");
        List<SimulatedOperation> before = toloka.operations();

        now.set(START.plusMillis(100));

        assertThat(before)
                .containsExactly(new SimulatedOperation(OPERATION, "TASK.BATCH_CREATE", "PENDING", START, null, null));
        assertThat(toloka.operations())
                .containsExactly(new SimulatedOperation(
                        OPERATION,
                        "TASK.BATCH_CREATE",
                        "SUCCESS",
                        START,
                        START.plusMillis(100),
                        new SimulatedOperation.Counters(2, 1, 1, 1, 1)));
    }

    @Test
    void countsNoRequestsForWhatATestAsks() throws Exception {
        create("", one("21", "a"));

        assertThat(toloka.tasks()).hasSize(1);
        assertThat(toloka.operations()).isEmpty();
        assertThat(toloka.audit().requests()).isEqualTo(1);
    }

    @Test
    void mayBeClosedTwice() {
        toloka.close();

        toloka.close();

        assertThatThrownBy(() -> create("", one("21", "a"))).isInstanceOf(IOException.class);
    }

    private static String one(String pool, String text) {
        return "[{'pool_id':'" + pool + "','overlap':1,'input_values':{'text':'" + text + "'}}]";
    }

    private static String many(String pool, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(n -> "{'pool_id':'" + pool + "','overlap':1,'input_values':{'text':'n" + n + "'}}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private void create(String query, String tasks) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(toloka.url().resolve("/api/v1/tasks" + query))
                .header("Authorization", "OAuth t")
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(30))
                .POST(HttpRequest.BodyPublishers.ofString(tasks.replace('\'', '"')))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isIn(201, 202);
    }
}
