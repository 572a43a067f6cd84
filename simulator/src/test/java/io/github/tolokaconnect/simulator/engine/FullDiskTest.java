package io.github.tolokaconnect.simulator.engine;

import static io.github.tolokaconnect.simulator.engine.Conversation.ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.simulator.engine.Conversation.Answer;
import io.github.tolokaconnect.simulator.fixture.Fixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A directory that does not exist yet takes as little as a disk that is full. */
class FullDiskTest {
    /** So long that one fits into the memory of a simulation, and a second one does not. */
    private static final String LONG =
            Conversation.VALID.replace("{\"pool_id\"", "{\"__padding\":\"" + "x".repeat(900_000) + "\",\"pool_id\"");

    @TempDir
    private Path directory;

    private Path spills;
    private Conversation api;

    @BeforeEach
    void fillUp() {
        spills = directory.resolve("later");
        api = new Conversation(Conversation.demo(Fixture.demo(), Quotas.NONE, 1), spills);
        api.post("/tasks", LONG);
    }

    @Test
    void refusesWhatItCannotKeepAndSaysWhy() {
        Answer answer = api.post("/tasks", LONG);

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.code()).isEqualTo("INTERNAL_ERROR");
        assertThat(answer.json().path("request_id").asText()).isNotEmpty();
        assertThat(answer.json().path("message").asText()).contains("spill file in " + spills, "make room");
        assertThat(api.audit().tasks()).isEqualTo(1);
        assertThat(api.audit().duplicates()).isZero();
    }

    @Test
    void goesOnWhereItStoppedOnceThereIsRoom() throws IOException {
        api.post("/tasks?async_mode=true&operation_id=" + ID, LONG);
        api.pass(Duration.ofSeconds(1));
        Answer full = api.get("/operations/" + ID);
        Answer stillFull = api.get("/operations/" + ID);

        Files.createDirectory(spills);

        Answer operation = api.get("/operations/" + ID);
        assertThat(full.status()).isEqualTo(500);
        assertThat(stillFull.status()).isEqualTo(500);
        assertThat(operation.json().path("status").asText()).isEqualTo("SUCCESS");
        assertThat(api.get("/operations/" + ID + "/log").json()).hasSize(1);
        assertThat(api.audit().tasks()).isEqualTo(2);
        assertThat(api.audit().duplicates()).isEqualTo(1);
    }

    @Test
    void refusesAnIdThatWasSubmittedWhileThereWasNoRoom() throws IOException {
        api.post("/tasks?async_mode=true&operation_id=" + ID, LONG);
        api.pass(Duration.ofSeconds(1));
        api.get("/operations/" + ID);
        Files.createDirectory(spills);

        Answer replay = api.post("/tasks?async_mode=true&operation_id=" + ID, LONG);

        assertThat(replay.status()).isEqualTo(409);
        assertThat(api.audit().tasks()).isEqualTo(2);
    }
}
