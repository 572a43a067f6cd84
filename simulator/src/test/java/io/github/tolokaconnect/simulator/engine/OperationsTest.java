package io.github.tolokaconnect.simulator.engine;

import static io.github.tolokaconnect.simulator.engine.Conversation.ID;
import static io.github.tolokaconnect.simulator.engine.Conversation.INVALID;
import static io.github.tolokaconnect.simulator.engine.Conversation.VALID;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tolokaconnect.simulator.engine.Conversation.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperationsTest {
    private final Conversation api = Conversation.begin();

    @Test
    void passesThroughEveryStatusOnTheWay() {
        Set<String> statuses = new LinkedHashSet<>();
        statuses.add(api.post("/tasks?async_mode=true&operation_id=" + ID, VALID)
                .json()
                .path("status")
                .asText());

        for (int millis = 0; millis < 1_000; millis += 5) {
            api.pass(Duration.ofMillis(5));
            statuses.add(api.get("/operations/" + ID).json().path("status").asText());
        }

        assertThat(statuses).containsExactly("PENDING", "RUNNING", "SUCCESS");
    }

    @Test
    void hasNoEffectBeforeItsEnd() {
        api.post("/tasks?async_mode=true", VALID);

        assertThat(api.audit().tasks()).isZero();
    }

    @Test
    void answersTheOperationWithTheChosenId() {
        Answer answer = api.post("/tasks?async_mode=true&open_pool=true&operation_id=" + ID, VALID);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().path("id").asText()).isEqualTo(ID);
        assertThat(answer.json().path("type").asText()).isEqualTo("TASK.BATCH_CREATE");
        assertThat(answer.json().path("submitted").asText()).isEqualTo("2026-03-01T12:00:00.000");
        assertThat(answer.json().path("parameters").toString())
                .isEqualTo("{\"open_pool\":true,\"allow_defaults\":false,\"skip_invalid_items\":false}");
        assertThat(answer.json().has("finished")).isFalse();
    }

    @Test
    void knowsAUuidInUpperCaseToo() {
        api.post("/tasks?async_mode=true&operation_id=" + ID.toUpperCase(Locale.ROOT), VALID);

        assertThat(api.get("/operations/" + ID).status()).isEqualTo(200);
        assertThat(api.get("/operations/" + ID.toUpperCase(Locale.ROOT)).status())
                .isEqualTo(200);
    }

    @Test
    void archivesTheLogOneCalendarMonthAfterTheEnd() {
        Answer operation = api.operation("&operation_id=" + ID, VALID);
        Instant finished = Instant.parse(operation.json().path("finished").asText() + "Z");
        Instant archived = finished.atOffset(ZoneOffset.UTC).plusMonths(1).toInstant();

        api.passUntil(archived.minusMillis(1));
        Answer before = api.get("/operations/" + ID + "/log");
        api.passUntil(archived);
        Answer after = api.get("/operations/" + ID + "/log");

        assertThat(before.status()).isEqualTo(200);
        assertThat(after.code()).isEqualTo("OPERATION_LOGS_ARCHIVED");
        assertThat(api.get("/operations/" + ID).json().path("status").asText()).isEqualTo("SUCCESS");
    }

    @Test
    void skipsInvalidTasksWhenAskedTo() {
        Answer operation = api.operation("&skip_invalid_items=true", "[" + VALID + "," + INVALID + "]");

        assertThat(operation.json().path("status").asText()).isEqualTo("SUCCESS");
        assertThat(operation.json().path("progress").asInt()).isEqualTo(100);
        assertThat(operation.json().path("details").toString())
                .isEqualTo(
                        "{\"total_count\":2,\"valid_count\":1,\"not_valid_count\":1,\"success_count\":1,\"failed_count\":1}");
    }

    @Test
    void createsNothingWhenOneTaskIsInvalid() {
        Answer operation = api.operation("", "[" + VALID + "," + INVALID + "]");

        assertThat(operation.json().path("status").asText()).isEqualTo("FAIL");
        assertThat(operation.json().path("details").toString())
                .isEqualTo(
                        "{\"total_count\":2,\"valid_count\":1,\"not_valid_count\":1,\"success_count\":0,\"failed_count\":2}");
        assertThat(api.audit().tasks()).isZero();
        assertThat(log(operation)).hasSize(1);
    }

    @Test
    void succeedsWithAllTasksInvalidIfTheyMayBeSkipped() {
        Answer operation = api.operation("&skip_invalid_items=true", INVALID);

        assertThat(operation.json().path("status").asText()).isEqualTo("SUCCESS");
    }

    @Test
    void echoesUnknownMarkersInTheLogButNotOnTheTask() {
        String marked = VALID.replace("{\"pool_id\"", "{\"__item_idx\":\"17\",\"pool_id\"");

        Answer operation = api.operation("", marked);

        JsonNode entry = log(operation).get(0);
        assertThat(entry.path("type").asText()).isEqualTo("TASK_CREATE");
        assertThat(entry.at("/input/__item_idx").asText()).isEqualTo("17");
        assertThat(entry.at("/input/infinite_overlap").isBoolean()).isTrue();
        Answer task = api.get("/tasks/" + entry.at("/output/task_id").asText());
        assertThat(task.status()).isEqualTo(200);
        assertThat(task.json().has("__item_idx")).isFalse();
    }

    @Test
    void showsAnInvalidTaskInTheLogExactlyAsItWasSent() {
        Answer operation = api.operation("", INVALID);

        JsonNode entry = log(operation).get(0);
        assertThat(entry.path("type").asText()).isEqualTo("TASK_VALIDATE");
        assertThat(entry.path("success").asBoolean()).isFalse();
        assertThat(entry.path("input").toString()).isEqualTo(INVALID);
        assertThat(entry.path("output").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("input_values.image", "input_values.imagis");
    }

    @Test
    void logsTheSameEntriesInTheSameOrderEachTime() {
        String item = VALID.replace("1001", "1002");
        String mixed = "[" + String.join(",", VALID, INVALID, item, VALID, INVALID, item, VALID) + "]";

        Answer operation = api.operation("&skip_invalid_items=true", mixed);

        JsonNode once = log(operation);
        api.post("/tasks", VALID);
        assertThat(log(operation)).isEqualTo(once).hasSize(7);
        assertThat(once).filteredOn(entry -> entry.path("success").asBoolean()).hasSize(5);
        assertThat(once)
                .filteredOn(entry -> !entry.path("success").asBoolean())
                .extracting(entry -> entry.path("input").toString())
                .containsExactly(INVALID, INVALID);
    }

    @Test
    void logsATaskAsItWasCreatedWhateverBecomesOfIt() {
        Answer operation = api.operation("", VALID);
        String id = log(operation).at("/0/output/task_id").asText();

        api.patch("/tasks/" + id, "{\"overlap\":7}");

        assertThat(log(operation).at("/0/input/overlap").asInt()).isEqualTo(2);
        assertThat(api.get("/tasks/" + id).json().path("overlap").asInt()).isEqualTo(7);
    }

    @Test
    void logsItemsInAnotherOrderThanTheyCame() {
        List<String> sent = IntStream.range(0, 50).mapToObj(Integer::toString).collect(Collectors.toList());
        String body = sent.stream()
                .map(index -> VALID.replace("{\"pool_id\"", "{\"__item_idx\":\"" + index + "\",\"pool_id\""))
                .collect(Collectors.joining(",", "[", "]"));

        Answer operation = api.operation("", body);

        List<String> logged = new ArrayList<>();
        log(operation).forEach(entry -> logged.add(entry.at("/input/__item_idx").asText()));
        assertThat(logged).containsExactlyInAnyOrderElementsOf(sent).isNotEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(strings = {VALID, INVALID, "[]", "not json", ""})
    void refusesAnIdThatExistsWhateverTheBody(String body) {
        api.post("/tasks?async_mode=true&operation_id=" + ID, VALID);

        Answer replay = api.post("/tasks?async_mode=true&operation_id=" + ID, body);

        assertThat(replay.status()).isEqualTo(409);
        assertThat(replay.code()).isEqualTo("OPERATION_ALREADY_EXISTS");
        assertThat(api.audit().operations()).isEqualTo(1);
    }

    @Test
    void keepsTheIdOfAFailedOperation() {
        api.operation("&operation_id=" + ID, INVALID);

        Answer replay = api.post("/tasks?async_mode=true&operation_id=" + ID, VALID);

        assertThat(replay.code()).isEqualTo("OPERATION_ALREADY_EXISTS");
    }

    @Test
    void refusesAnIdThatIsNoUuid() {
        Answer answer = api.post("/tasks?async_mode=true&operation_id=57068577e4b0bf7b07a0256f", VALID);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/payload/operation_id/code").asText()).isEqualTo("UUID_EXPECTED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[", "[]", "7", "[7]", "{}{}", "[{},]"})
    void refusesABodyThatIsNoTasks(String body) {
        Answer answer = api.post("/tasks?async_mode=true", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("VALIDATION_ERROR");
        assertThat(api.audit().operations()).isZero();
    }

    @Test
    void knowsNoOperationThatWasNotSubmitted() {
        assertThat(api.get("/operations/" + ID).code()).isEqualTo("DOES_NOT_EXIST");
        assertThat(api.get("/operations/" + ID + "/log").status()).isEqualTo(404);
    }

    private JsonNode log(Answer operation) {
        return api.get("/operations/" + operation.json().path("id").asText() + "/log")
                .json();
    }
}
