package io.github.tolokaconnect.simulator.engine;

import static io.github.tolokaconnect.simulator.engine.Conversation.INVALID;
import static io.github.tolokaconnect.simulator.engine.Conversation.VALID;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tolokaconnect.simulator.engine.Conversation.Answer;
import io.github.tolokaconnect.simulator.fixture.Fixture;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoolAdmissionTest {
    private static final Fixture FIXTURE = Fixture.demo()
            .withPool("{\"id\":\"51\",\"project_id\":\"100\",\"status\":\"CLOSED\",\"mixer_config\":{}}")
            .withPool("{\"id\":\"52\",\"project_id\":\"100\",\"status\":\"CLOSED\",\"mixer_config\":{},"
                    + "\"reward_per_assignment\":0.00}")
            .withForeignPool("999");
    private static final String SOLVED = ",\"known_solutions\":[{\"output_values\":{\"result\":\"cat\"}}]}";

    private final Conversation api =
            new Conversation(Conversation.settings(FIXTURE).withPoolLimits(new PoolLimits(3, 0, 30)));

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void takesNoGeneralTasksForNothing(String async) {
        String solved = in("52").replaceFirst("}$", SOLVED);

        Answer general = api.post("/tasks?async_mode=" + async, "[" + solved + "," + in("52") + "]");
        Answer unsolved =
                api.post("/tasks?async_mode=" + async, in("52").replaceFirst("}$", ",\"known_solutions\":[]}"));
        Answer control = api.post("/tasks?async_mode=" + async, "[" + solved + "]");

        assertThat(general.status()).isEqualTo(409);
        assertThat(general.code()).isEqualTo("POOL_TASK_TYPE_CONFLICT");
        assertThat(unsolved.code()).isEqualTo("POOL_TASK_TYPE_CONFLICT");
        assertThat(control.status()).isBetween(201, 202);
    }

    @Test
    void takesAsManyTasksAsAPoolMayHave() {
        Answer tooMany = api.post("/tasks?async_mode=true", times(4));
        Answer full = api.post("/tasks", times(3));
        Answer oneMore = api.post("/tasks", times(1));
        Answer elsewhere = api.post("/tasks", "[" + VALID + "]");

        assertThat(tooMany.status()).isEqualTo(409);
        assertThat(tooMany.code()).isEqualTo("POOL_TASKS_COUNT_EXCEEDED");
        assertThat(full.status()).isEqualTo(201);
        assertThat(oneMore.code()).isEqualTo("POOL_TASKS_COUNT_EXCEEDED");
        assertThat(elsewhere.status()).isEqualTo(201);
    }

    @Test
    void countsValidTasksOnlyTowardsTheLimit() {
        String invalid = INVALID.replace("1001", "51");

        Answer answer = api.post(
                "/tasks?skip_invalid_items=true",
                "[" + String.join(",", Collections.nCopies(3, in("51"))) + "," + invalid + "]");

        assertThat(answer.status()).isEqualTo(201);
    }

    @Test
    void failsAnOperationWhosePoolWasFilledInTheMeantime() {
        String id = api.post("/tasks?async_mode=true&skip_invalid_items=true", times(2))
                .json()
                .path("id")
                .asText();
        api.post("/tasks", times(2));
        api.pass(Duration.ofSeconds(1));

        JsonNode operation = api.get("/operations/" + id).json();
        JsonNode log = api.get("/operations/" + id + "/log").json();

        assertThat(operation.path("status").asText()).isEqualTo("FAIL");
        assertThat(operation.at("/details/success_count").asInt()).isZero();
        assertThat(operation.at("/details/failed_count").asInt()).isEqualTo(2);
        assertThat(log).hasSize(2).allSatisfy(entry -> {
            assertThat(entry.path("type").asText()).isEqualTo("TASK_VALIDATE");
            assertThat(entry.path("success").asBoolean()).isFalse();
            assertThat(entry.at("/input/pool_id").asText()).isEqualTo("51");
            assertThat(entry.at("/output/code").asText()).isEqualTo("POOL_TASKS_COUNT_EXCEEDED");
            assertThat(entry.at("/output/request_id").asText()).startsWith("ao_");
        });
        assertThat(api.audit().tasks()).isEqualTo(2);
    }

    @Test
    void createsNothingAtAllWhenOnePoolWasArchivedInTheMeantime() {
        Conversation slow =
                new Conversation(Conversation.settings(FIXTURE).withOperationTime(OperationTime.ofMillis(500, 500)));
        slow.post("/pools/51/archive", "");
        slow.pass(Duration.ofMillis(100));
        String invalid = INVALID.replace("1001", "51");
        String id = slow.post(
                        "/tasks?async_mode=true&skip_invalid_items=true",
                        "[" + VALID + "," + in("51") + "," + invalid + "]")
                .json()
                .path("id")
                .asText();
        slow.pass(Duration.ofSeconds(1));

        JsonNode operation = slow.get("/operations/" + id).json();
        JsonNode log = slow.get("/operations/" + id + "/log").json();

        assertThat(operation.path("status").asText()).isEqualTo("FAIL");
        assertThat(log)
                .extracting(entry -> entry.path("type").asText() + " "
                        + entry.at("/output/code").asText())
                .containsExactlyInAnyOrder("TASK_VALIDATE INAPPROPRIATE_STATUS", "TASK_VALIDATE ");
        assertThat(slow.audit().tasks()).isZero();
    }

    @Test
    void changesNoTaskOfAnArchivedPool() {
        String task = api.post("/tasks", in("51")).json().path("id").asText();
        api.post("/pools/51/archive", "");
        api.pass(Duration.ofSeconds(1));

        Answer answer = api.patch("/tasks/" + task, "{\"overlap\":5}");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("INAPPROPRIATE_STATUS");
        assertThat(api.get("/tasks/" + task).json().path("overlap").asInt()).isEqualTo(2);
    }

    @Test
    void keepsOutOfThePoolsOfOthers() {
        Answer creating = api.post("/tasks", in("999"));

        assertThat(creating.status()).isEqualTo(400);
        assertThat(creating.json().at("/payload/pool_id/code").asText()).isEqualTo("ENTITY_ACCESS_DENIED");
        for (Answer answer :
                new Answer[] {api.get("/pools/999"), api.post("/pools/999/open", ""), api.get("/tasks?pool_id=999")}) {
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.code()).isEqualTo("ACCESS_DENIED");
        }
        assertThat(api.get("/pools?limit=300").json().path("items")).hasSize(5);
    }

    @Test
    void triesToOpenEachPoolOfARequestOnce() {
        String nowhere = INVALID.replace("1001", "52");

        Answer operation = api.operation(
                "&open_pool=true&skip_invalid_items=true",
                "[" + in("51") + "," + in("51") + "," + nowhere + "," + nowhere + "," + VALID + "]");

        JsonNode log = api.get("/operations/" + operation.json().path("id").asText() + "/log")
                .json();
        assertThat(log)
                .filteredOn(entry -> entry.path("type").asText().equals("POOL_OPEN"))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.at("/input/pool_id").asInt()).isEqualTo(52);
                    assertThat(entry.at("/output/code").asText()).isEqualTo("EMPTY_POOL");
                });
        assertThat(api.get("/pools/51").json().path("status").asText()).isEqualTo("OPEN");
    }

    @Test
    void opensThePoolOfAChangedTaskIfItCan() {
        String task = api.post("/tasks", in("51")).json().path("id").asText();

        api.patch("/tasks/" + task + "?open_pool=true", "{\"message_on_unknown_solution\":\"Look again\"}");

        assertThat(api.get("/pools/51").json().path("status").asText()).isEqualTo("OPEN");
    }

    private static String times(int count) {
        return "[" + String.join(",", Collections.nCopies(count, in("51"))) + "]";
    }

    private static String in(String pool) {
        return VALID.replace("1001", pool);
    }
}
