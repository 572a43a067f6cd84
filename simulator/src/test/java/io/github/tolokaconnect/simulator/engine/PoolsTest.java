package io.github.tolokaconnect.simulator.engine;

import static io.github.tolokaconnect.simulator.engine.Conversation.INVALID;
import static io.github.tolokaconnect.simulator.engine.Conversation.VALID;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tolokaconnect.simulator.engine.Conversation.Answer;
import io.github.tolokaconnect.simulator.fixture.Fixture;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoolsTest {
    private static final Fixture FIXTURE = Fixture.demo()
            .withPool("{\"id\":\"31\",\"project_id\":\"100\",\"status\":\"CLOSED\",\"mixer_config\":{}}")
            .withPool("{\"id\":\"32\",\"project_id\":\"100\",\"status\":\"ARCHIVED\",\"mixer_config\":{}}")
            .withPool("{\"id\":\"33\",\"project_id\":\"100\",\"status\":\"OPEN\"}")
            .withPool("{\"id\":\"34\",\"project_id\":\"100\",\"status\":\"LOCKED\",\"mixer_config\":{}}");

    private final Conversation api = Conversation.with(FIXTURE);

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void takesNoTasksWhenArchived(String async) {
        Answer answer = api.post("/tasks?async_mode=" + async, in("32"));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("INAPPROPRIATE_STATUS");
        assertThat(answer.json().at("/payload/appropriate_statuses").toString()).isEqualTo("[\"OPEN\",\"CLOSED\"]");
    }

    @Test
    void takesNoTasksWithoutMixerConfig() {
        Answer answer = api.post("/tasks?async_mode=true", in("33"));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("MIXER_CONFIG_REQUIRED");
    }

    @Test
    void takesNoTasksWhileLocked() {
        assertThat(api.post("/tasks", in("34")).code()).isEqualTo("POOL_LOCKED_BY_ANOTHER_OPERATION");
    }

    @Test
    void staysClosedWhenTasksArriveUnlessAskedToOpen() {
        api.operation("", in("31"));
        String before = status("31");

        api.operation("&open_pool=true", in("31"));

        assertThat(before).isEqualTo("CLOSED");
        assertThat(status("31")).isEqualTo("OPEN");
    }

    @Test
    void saysInTheLogThatItCouldNotBeOpenedWhileEmpty() {
        String noTask = INVALID.replace("1001", "31");

        Answer operation = api.operation("&open_pool=true&skip_invalid_items=true", "[" + VALID + "," + noTask + "]");

        Answer log = api.get("/operations/" + operation.json().path("id").asText() + "/log");
        assertThat(log.json()).anySatisfy(entry -> {
            assertThat(entry.path("type").asText()).isEqualTo("POOL_OPEN");
            assertThat(entry.at("/input/pool_id").isNumber()).isTrue();
            assertThat(entry.at("/output/code").asText()).isEqualTo("EMPTY_POOL");
            assertThat(entry.at("/output/request_id").asText()).startsWith("ao_");
        });
        assertThat(operation.json().path("status").asText()).isEqualTo("SUCCESS");
    }

    @Test
    void opensAndClosesAsOperations() {
        api.post("/tasks", in("31"));

        Answer opening = api.post("/pools/31/open", "");
        String before = status("31");
        api.pass(Duration.ofSeconds(1));
        String after = status("31");
        Answer closing = api.post("/pools/31/close", "");
        api.pass(Duration.ofSeconds(1));

        assertThat(opening.status()).isEqualTo(202);
        assertThat(opening.json().path("type").asText()).isEqualTo("POOL.OPEN");
        assertThat(opening.json().at("/parameters/pool_id").asText()).isEqualTo("31");
        assertThat(before).isEqualTo("CLOSED");
        assertThat(after).isEqualTo("OPEN");
        assertThat(closing.json().path("type").asText()).isEqualTo("POOL.CLOSE");
        assertThat(api.get("/pools/31").json().path("last_close_reason").asText())
                .isEqualTo("MANUAL");
        assertThat(status("31")).isEqualTo("CLOSED");
    }

    @Test
    void answersNothingWhenThereIsNothingToDo() {
        assertThat(api.post("/pools/1001/open", "").status()).isEqualTo(204);
        assertThat(api.post("/pools/31/close", "").status()).isEqualTo(204);
    }

    @Test
    void doesNotOpenWhileEmptyOrArchived() {
        assertThat(api.post("/pools/31/open", "").code()).isEqualTo("EMPTY_POOL");
        assertThat(api.post("/pools/32/open", "").code()).isEqualTo("INAPPROPRIATE_STATUS");
    }

    @Test
    void keepsNoOperationLogOfOpening() {
        api.post("/tasks", in("31"));
        String id = api.post("/pools/31/open", "").json().path("id").asText();

        assertThat(api.get("/operations/" + id + "/log").code()).isEqualTo("INVALID_OPERATION_TYPE");
    }

    private String status(String pool) {
        return api.get("/pools/" + pool).json().path("status").asText();
    }

    private static String in(String pool) {
        return VALID.replace("1001", pool);
    }
}
