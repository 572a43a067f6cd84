package io.github.tolokaconnect.simulator.engine;

import static io.github.tolokaconnect.simulator.engine.Conversation.ID;
import static io.github.tolokaconnect.simulator.engine.Conversation.INVALID;
import static io.github.tolokaconnect.simulator.engine.Conversation.VALID;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tolokaconnect.simulator.engine.Conversation.Answer;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class SynchronousCreationTest {
    private final Conversation api = Conversation.begin();

    @Test
    void answersAnObjectWithTheTask() {
        Answer answer = api.post("/tasks", VALID);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("id").asText()).matches("00000003e9--[0-9a-f]{24}");
        assertThat(answer.json().path("created").asText()).isEqualTo("2026-03-01T12:00:00.000");
        assertThat(answer.json().path("remaining_overlap").asInt()).isEqualTo(2);
    }

    @Test
    void takesATaskAsItWasReadForANewOne() {
        ObjectNode read = (ObjectNode) api.post("/tasks", VALID).json();
        read.put("remaining_overlap", 1).put("created", "2020-01-01T00:00:00");

        Answer copy = api.post("/tasks", read.toString());

        assertThat(copy.status()).isEqualTo(201);
        assertThat(copy.json().path("id")).isNotEqualTo(read.path("id"));
        assertThat(copy.json().path("created").asText()).isEqualTo("2026-03-01T12:00:00.000");
        assertThat(copy.json().path("remaining_overlap").asInt()).isEqualTo(2);
    }

    @Test
    void answersAnArrayByIndex() {
        Answer answer = api.post("/tasks?skip_invalid_items=true", "[" + INVALID + "," + VALID + "]");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("items").fieldNames()).toIterable().containsExactly("1");
        assertThat(answer.json()
                        .at("/validation_errors/0/input_values.image/code")
                        .asText())
                .isEqualTo("VALUE_REQUIRED");
    }

    @Test
    void createsNothingWhenOneTaskIsInvalid() {
        Answer answer = api.post("/tasks", "[" + VALID + "," + INVALID + "]");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("VALIDATION_ERROR");
        assertThat(answer.json().at("/payload/1/input_values.imagis/code").asText())
                .isEqualTo("VALUE_NOT_ALLOWED");
        assertThat(answer.json().path("payload").has("0")).isFalse();
        assertThat(api.audit().tasks()).isZero();
    }

    @Test
    void refusesWhenNoTaskIsValidEvenIfInvalidOnesMayBeSkipped() {
        Answer answer = api.post("/tasks?skip_invalid_items=true", "[" + INVALID + "]");

        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void showsTheErrorsOfAnObjectWithoutAnIndex() {
        Answer answer = api.post("/tasks", INVALID);

        assertThat(answer.json().at("/payload/input_values.image/code").asText())
                .isEqualTo("VALUE_REQUIRED");
    }

    @Test
    void takesNoNoticeOfAnOperationId() {
        api.post("/tasks?operation_id=" + ID, VALID);

        Answer again = api.post("/tasks?operation_id=" + ID, VALID);

        assertThat(again.status()).isEqualTo(201);
        assertThat(api.audit().duplicates()).isEqualTo(1);
    }

    @Test
    void refusesMoreThanFiveThousandTasks() {
        String body = "[" + String.join(",", Collections.nCopies(5_001, VALID)) + "]";

        Answer answer = api.post("/tasks", body);

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.code()).isEqualTo("ENTITY_TOO_LARGE");
        assertThat(api.audit().tasks()).isZero();
    }

    @Test
    void acceptsFiveThousandTasks() {
        String body = "[" + String.join(",", Collections.nCopies(5_000, VALID)) + "]";

        Answer answer = api.post("/tasks", body);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(api.audit().tasks()).isEqualTo(5_000);
    }

    @Test
    void refusesInputValuesBeyondAMebibyte() {
        String task = VALID.replace("https://example.com/1.jpg", "https://example.com/" + "a".repeat(1 << 20));

        Answer answer = api.post("/tasks", task);

        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void createsTasksInSeveralPoolsAtOnce() {
        api.post("/tasks", "[" + VALID + "," + VALID.replace("1001", "1002") + "]");

        assertThat(api.audit().tasksByPool()).containsEntry("1001", 1L).containsEntry("1002", 1L);
        assertThat(api.audit().duplicates()).isZero();
    }

    @Test
    void seesADuplicateWhateverTheOrderOfTheKeys() {
        String one = "{\"pool_id\":\"1001\",\"overlap\":1,\"input_values\":{\"image\":\"http://a\",\"title\":\"t\"}}";
        String other =
                "{\"pool_id\":\"1001\",\"overlap\":2,\"input_values\":{ \"title\":\"t\", \"image\":\"http://a\"}}";

        api.post("/tasks", "[" + one + "," + other + "]");

        assertThat(api.audit().duplicates()).isEqualTo(1);
    }
}
